import type { ActiveCollection } from '../../ports/active-collection.ts'
import { openNow } from '../collections/current.ts'
import type { Parts } from '../parts/parts.ts'

/**
 * Asks the active collection, as the roles of this process see it. It stays open until the answer, even if another one takes its
 * place meanwhile. Null: none is chosen yet.
 */
export async function withCollection<T>(
  { current, config }: Pick<Parts, 'current' | 'config'>,
  ask: (active: ActiveCollection) => Promise<T>,
): Promise<T | null> {
  // the one of this moment; without PostgreSQL the one that is open, if any
  await current.refresh().catch(() => undefined)
  const open = await openNow(current)
  return open === null ? null : open.use(config.roles.includes('query-api') ? 'query' : 'ingest', ask)
}
