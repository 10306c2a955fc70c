import type { CollectionRow, CollectionStore } from '../../ports/collection-store.ts'
import { AppError } from '../../domain/errors.ts'
import { toCollection } from './collection-rows.ts'
import { guarded, isUniqueViolation, type Database } from './database.ts'

export function createCollectionStore(db: Database): CollectionStore {
  const active = () =>
    guarded(async (): Promise<CollectionRow | null> => {
      const row = await db.selectFrom('collections').selectAll().where('active', '=', true).executeTakeFirst()
      return row === undefined ? null : toCollection(row)
    })

  return {
    active,

    known: () => guarded(async () => (await db.selectFrom('collections').selectAll().execute()).map(toCollection)),

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
