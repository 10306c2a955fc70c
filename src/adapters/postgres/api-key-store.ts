import { sql, type Selectable } from 'kysely'
import type { CompanyId, UserId } from '../../domain/ids.ts'
import type { Right } from '../../domain/principal.ts'
import type { ApiKey, ApiKeyStore } from '../../ports/api-key-store.ts'
import { guarded, type Database } from './database.ts'
import type { ApiKeysTable } from './tables.ts'

export function createApiKeyStore(db: Database): ApiKeyStore {
  return {
    insert: (key) =>
      guarded(async () => {
        const row = await db
          .insertInto('api_keys')
          .values({
            company_id: key.companyId,
            user_id: key.userId,
            name: key.name,
            hint: key.hint,
            hash: key.hash,
            rights: [...key.rights],
            expires_at: key.expiresAt,
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        return toApiKey(row)
      }),

    list: (companyId) =>
      guarded(async () => {
        const all = db.selectFrom('api_keys').selectAll().orderBy('created_at', 'desc').orderBy('id')
        const rows = await (companyId === null ? all : all.where('company_id', '=', companyId)).execute()
        return rows.map(toApiKey)
      }),

    revoke: (id) =>
      guarded(async () => {
        const result = await db
          .updateTable('api_keys')
          .set({ revoked_at: sql`now()` })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),

    findValid: (hash) =>
      guarded(async () => {
        const row = await db
          .selectFrom('api_keys')
          .selectAll()
          .where('hash', '=', hash)
          .where('revoked_at', 'is', null)
          .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<Date>`now()`)]))
          .executeTakeFirst()
        if (row === undefined) return null
        await noteUse(db, row.id)
        return toApiKey(row)
      }),
  }
}

/** Once a minute at most: a key is read far more often than anybody looks when it was used. */
async function noteUse(db: Database, id: string): Promise<void> {
  await db
    .updateTable('api_keys')
    .set({ last_used_at: sql`now()` })
    .where('id', '=', id)
    .where(sql<boolean>`last_used_at is null or last_used_at < now() - interval '1 minute'`)
    .execute()
}

function toApiKey(row: Selectable<ApiKeysTable>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    // canonical when they were written
    companyId: row.company_id as CompanyId | null,
    userId: row.user_id as UserId | null,
    // PostgreSQL checks them
    rights: row.rights as Right[],
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  }
}
