import { AppError } from '../../domain/errors.ts'
import type { CompanyId } from '../../domain/ids.ts'
import { lastStates } from '../../domain/move.ts'
import type { CollectionRow, CollectionStore, Placement } from '../../ports/collection-store.ts'
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
    placement: () => guarded(() => readPlacement(db)),

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

/** In one statement: a switch changes all of it. */
async function readPlacement(db: Database): Promise<Placement> {
  const rows = await db
    .selectFrom('collections')
    .leftJoin('company_collections', 'company_collections.collection_id', 'collections.id')
    .selectAll('collections')
    .select('company_collections.company_id')
    .select((eb) => eb.exists(eb.selectFrom('moves').select('id').where('state', 'not in', lastStates)).as('moving'))
    .where((eb) => eb.or([eb('active', '=', true), eb('company_collections.company_id', 'is not', null)]))
    .execute()
  const active = rows.find((row) => row.active)
  const alone = rows.flatMap((row) =>
    row.company_id === null ? [] : [[row.company_id as CompanyId, toCollection(row)] as const],
  )
  return {
    active: active === undefined ? null : toCollection(active),
    alone: new Map(alone),
    moving: active?.moving === true,
  }
}
