import { z } from 'zod'
import type { CollectionRow, CollectionStore } from '../../ports/collection-store.ts'
import { AppError } from '../../domain/errors.ts'
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
      const { id, store, name } = row
      return { id, store, name, fingerprint: fingerprintSchema.parse(row.fingerprint) }
    })

  return {
    active,

    activateFirst: async ({ store, name, fingerprint }) => {
      await guarded(async () => {
        try {
          await db
            .insertInto('collections')
            .values({ store, name, fingerprint: JSON.stringify(fingerprint), active: true })
            .execute()
        } catch (error) {
          // somebody else was first, with this or another collection: theirs counts
          if (!isUniqueViolation(error)) throw error
        }
      })
      const chosen = await active()
      if (chosen !== null) return chosen
      throw new AppError('conflict', `The collection "${name}" is known already and not the active one.`)
    },
  }
}
