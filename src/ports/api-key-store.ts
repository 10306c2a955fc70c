import type { CompanyId, UserId } from '../domain/ids.ts'
import type { Right } from '../domain/principal.ts'

export interface ApiKey {
  readonly id: string
  /** For people. */
  readonly name: string
  /** Beginning of the key, by which its owner knows it again. */
  readonly hint: string
  /** Null: an operator's, of no company. */
  readonly companyId: CompanyId | null
  /** Whom it acts for; null: whoever the caller says. */
  readonly userId: UserId | null
  readonly rights: readonly Right[]
  readonly createdAt: Date
  /** Null: never. */
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  /** To the minute; null: never. */
  readonly lastUsedAt: Date | null
}

export type NewApiKey = Pick<ApiKey, 'name' | 'hint' | 'companyId' | 'userId' | 'rights' | 'expiresAt'> & {
  /** SHA-256 of the key: the key itself is kept nowhere. */
  readonly hash: Buffer
}

/** @throws AppError `database_unavailable` (retryable). */
export interface ApiKeyStore {
  insert(key: NewApiKey): Promise<ApiKey>
  /** Newest first, revoked and expired ones included; of one company when it is given. */
  list(companyId: CompanyId | null): Promise<readonly ApiKey[]>
  /** False when there is no such key, or it was revoked before. */
  revoke(id: string): Promise<boolean>
  /** The key with this hash, unless it is revoked or expired by PostgreSQL's clock; notes that it was used. */
  findValid(hash: Buffer): Promise<ApiKey | null>
}
