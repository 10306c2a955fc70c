import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import { nextStates, type MoveSide } from '../../../domain/move.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { MoveStore } from '../../../ports/moves/move-store.ts'
import { guarded, isUniqueViolation, type Database } from '../database.ts'
import { watched } from '../watched-transaction.ts'
import { activateSide } from './activate-side.ts'
import { beginMove } from './begin-move.ts'
import { countProcessed } from './processed-documents.ts'
import { selectMoves } from './move-rows.ts'

const seqColumn = (side: MoveSide) => (side === 'from' ? ('from_seq' as const) : ('to_seq' as const))

export function createMoveStore(db: Database, clock: Clock): MoveStore {
  const update = (id: string) =>
    db
      .updateTable('moves')
      .set({ updated_at: sql`now()` })
      .where('id', '=', id)
  return {
    open: () => guarded(async () => (await selectMoves(db, 'open'))[0] ?? null),

    list: (limit) => guarded(() => selectMoves(db, { newest: limit })),

    begin: (move) =>
      guarded(async () => {
        try {
          return await db.transaction().execute((tx) => beginMove(tx, move))
        } catch (error) {
          if (isUniqueViolation(error)) throw alreadyOpen()
          throw error
        }
      }),

    enter: (id, from, to) =>
      guarded(async () => {
        if (!nextStates[from].includes(to)) throw new AppError('internal', `A move cannot go from ${from} to ${to}.`)
        const anew = to === 'verifying' ? { ...restart, documents_total: await countProcessed(db) } : {}
        const result = await update(id)
          .set({ state: to, ...anew })
          .where('state', '=', from)
          .executeTakeFirst()
        if (result.numUpdatedRows === 0n) throw otherState(from)
      }),

    sliceDone: (id, { at, documents, rows }) =>
      guarded(async () => {
        await update(id)
          .set((eb) => ({
            at_time: sql<string>`${at.time}::timestamptz`,
            at_id: at.id,
            documents_done: eb('documents_done', '+', documents),
            rows_done: eb('rows_done', '+', String(rows)),
          }))
          .execute()
      }),

    carried: (id, side, seq) =>
      guarded(async () => {
        await update(id)
          .set({ [seqColumn(side)]: String(seq) })
          .execute()
      }),

    verified: (id, verification) =>
      guarded(async () => {
        await update(id)
          .set({ verification: JSON.stringify(verification) })
          .execute()
      }),

    trouble: (id, message) =>
      guarded(async () => {
        await update(id).set({ trouble: message }).execute()
      }),

    activate: (id, side, lagAllowed) => guarded(() => activateSide(db, { id, side, lagAllowed })),

    lead: (work) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          const { rows } = await sql<{ led: boolean }>`
            select pg_try_advisory_xact_lock(hashtextextended('atenex:moves', 0)) as led
          `.execute(tx)
          if (rows[0]?.led !== true) return false
          await watched(tx, clock, work)
          return true
        }),
      ),
  }
}

/** A verification begins with the newest document again, of those there are then. */
const restart = { at_time: null, at_id: null, documents_done: 0, verification: null }

const alreadyOpen = () =>
  new AppError('conflict', 'A move is open already. `atenex migrate status` shows it and who began it.')

const otherState = (expected: string) =>
  new AppError('conflict', `The move is not ${expected} any more. \`atenex migrate status\` shows how it stands.`)
