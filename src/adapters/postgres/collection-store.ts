import { z } from 'zod'
import type { CollectionRow, CollectionStore } from '../../ports/collection-store.ts'
import { guarded, isUniqueViolation, type Database } from './database.ts'

const fingerprintSchema = z.object({
  model: z.string(),
  revision: z.string(),
  dimension: z.number(),
  prefixRule: z.string(),
  normalised: z.boolean(),
  chunking: z.string(),
})

export function createCollectionStore(db: Database): CollectionStore {
  const active = () =>
    guarded(async (): Promise<CollectionRow | null> => {
      const row = await db.selectFrom('collections').selectAll().where('active', '=', true).executeTakeFirst()
      if (row === undefined) return null
      return { store: row.store, name: row.name, fingerprint: fingerprintSchema.parse(row.fingerprint) }
    })

  return {
    active,

    activateFirst: (row) =>
      guarded(async () => {
        try {
          await db
            .insertInto('collections')
            .values({ store: row.store, name: row.name, fingerprint: JSON.stringify(row.fingerprint), active: true })
            .execute()
          return row
        } catch (error) {
          // somebody else was first, with this or another collection: theirs counts
          if (!isUniqueViolation(error)) throw error
          return (await active()) ?? row
        }
      }),
  }
}
