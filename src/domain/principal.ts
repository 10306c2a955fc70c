import type { CompanyId, UserId } from './ids.ts'

/**
 * `read`: ask, search, read, list, and one's own chats. `write`: upload, retry and delete as well. `operator`: what concerns the
 * whole installation, and nothing of a company by itself.
 */
export const rights = ['read', 'write', 'operator'] as const
export type Right = (typeof rights)[number]

/** Who a token stands for. */
export interface Principal {
  /** Null: no company, as for operators alone. */
  readonly companyId: CompanyId | null
  /** Null: whoever the caller says, or the token itself. */
  readonly userId: UserId | null
  /** Stands for the user where nobody is named. */
  readonly fallbackUserId: UserId | null
  readonly rights: ReadonlySet<Right>
}

/** Whoever may write may read. */
export function withImplied(given: Iterable<Right>): ReadonlySet<Right> {
  const all = new Set(given)
  if (all.has('write')) all.add('read')
  return all
}
