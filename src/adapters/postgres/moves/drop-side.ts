import { sql, type Selectable } from 'kysely'
import { AppError, toAppError } from '../../../domain/errors.ts'
import { lastStates, type MoveSide } from '../../../domain/move.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { DropWork } from '../../../ports/moves/move-store.ts'
import { toCollection } from '../collection-rows.ts'
import type { Database, Tx } from '../database.ts'
import type { CollectionsTable } from '../tables.ts'
import { watched } from '../watched-transaction.ts'
import { appendEvent } from './move-events.ts'

interface Drop {
  readonly id: string
  readonly side: MoveSide
  readonly who: string
}

/** For a worker that is still in the middle of its last document. */
const tries = 60
const betweenTriesMs = 500

/**
 * The collection's row is locked while `work` deletes it: whoever begins a move to or from it, or makes it the active one, waits and
 * finds it gone. So is the place of whoever works at moves, which may have its last write under way.
 */
export async function dropSide(
  deps: { readonly db: Database; readonly clock: Clock },
  drop: Drop,
  work: DropWork,
): Promise<void> {
  const place = await placeOf(deps.db, drop)
  try {
    await deps.db.transaction().execute(async (tx) => {
      // at an open move a worker is all the time
      await requireUnused(tx, drop)
      await waitForWorker(tx, deps.clock)
      const active = await requireUnused(tx, drop)
      await watched(tx, deps.clock, (lost) => work(active, lost))
      await tx
        .updateTable('moves')
        .set({ dropped_at: sql`now()` })
        .where('id', '=', drop.id)
        .execute()
      await appendEvent(tx, drop.id, drop.who, { what: 'dropped', ...place })
    })
  } catch (error) {
    await appendEvent(deps.db, drop.id, drop.who, {
      what: 'drop_failed',
      ...place,
      message: toAppError(error).message,
    })
    throw error
  }
}

async function collectionOf(db: Database | Tx, { id, side }: Drop) {
  const move = await db.selectFrom('moves').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return db
    .selectFrom('collections')
    .selectAll()
    .where('id', '=', side === 'from' ? move.from_id : move.to_id)
}

async function placeOf(db: Database, drop: Drop) {
  const { name, address, store } = await (await collectionOf(db, drop)).executeTakeFirstOrThrow()
  return { side: drop.side, collection: name, address: address ?? store }
}

async function waitForWorker(tx: Tx, clock: Clock): Promise<void> {
  for (let tried = 0; tried < tries; tried += 1) {
    const { rows } = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended('atenex:moves', 0)) as free
    `.execute(tx)
    if (rows[0]?.free === true) return
    await clock.sleep(betweenTriesMs, new AbortController().signal)
  }
  throw new AppError('busy', 'A worker is still at its last document of the move. Try again.', { retryable: true })
}

/** @returns the collection that answers questions, which is another one. */
async function requireUnused(tx: Tx, drop: Drop) {
  const row = await (await collectionOf(tx, drop)).forUpdate().executeTakeFirstOrThrow()
  const active = await tx.selectFrom('collections').selectAll().where('active', '=', true).executeTakeFirst()
  if (active === undefined) throw new AppError('conflict', 'No collection is active, so none is deleted.')
  if (isSamePlace(active, row)) {
    throw new AppError('conflict', `The collection "${row.name}" answers questions and is not deleted.`)
  }
  const open = await tx.selectFrom('moves').selectAll().where('state', 'not in', lastStates).execute()
  for (const { from_id, to_id } of open) {
    const sides = await tx.selectFrom('collections').selectAll().where('id', 'in', [from_id, to_id]).execute()
    if (!sides.some((one) => isSamePlace(one, row))) continue
    throw new AppError('conflict', `The collection "${row.name}" belongs to the move that is open and is not deleted.`)
  }
  return toCollection(active)
}

/** Rows of the same server and name may differ in the kind of store the settings called it. */
function isSamePlace(one: Selectable<CollectionsTable>, other: Selectable<CollectionsTable>): boolean {
  if (one.id === other.id) return true
  if (one.name !== other.name) return false
  return one.address === other.address || one.address === null || other.address === null
}
