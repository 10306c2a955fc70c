import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import { worker } from '../../../domain/move-event.ts'
import type { MoveSide } from '../../../domain/move.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { MoveStore } from '../../../ports/moves/move-store.ts'
import { quiet, type Announce } from '../announce.ts'
import { guarded, isUniqueViolation, type Database } from '../database.ts'
import { watched } from '../watched-transaction.ts'
import { activateSide } from './activate-side.ts'
import { beginMove } from './begin-move.ts'
import { dropSide } from './drop-side.ts'
import { enterState } from './enter-state.ts'
import { keepSwept } from './keep-swept.ts'
import { listEvents, noteTrouble, sinceSwitch } from './move-events.ts'
import { pauseMove } from './pause-move.ts'
import { selectMoves } from './move-rows.ts'
import { widenMove } from './widen-move.ts'
import { addShadowResult, setShadowShare } from './shadow-figures.ts'

const seqColumn = (side: MoveSide) => (side === 'from' ? ('from_seq' as const) : ('to_seq' as const))

export function createMoveStore(db: Database, clock: Clock, announce: Announce = quiet): MoveStore {
  const update = (id: string) =>
    db
      .updateTable('moves')
      .set({ updated_at: sql`now()` })
      .where('id', '=', id)
  return {
    open: () => guarded(async () => (await selectMoves(db, 'open'))[0] ?? null),

    list: (limit) => guarded(() => selectMoves(db, { newest: limit })),

    usedBefore: ({ id, to }) =>
      guarded(async () => {
        const earlier = await db
          .selectFrom('moves')
          .select('id')
          .where('id', '!=', id)
          .where((eb) => eb.or([eb('from_id', '=', to.id), eb('to_id', '=', to.id)]))
          .executeTakeFirst()
        return earlier !== undefined
      }),

    begin: (move) =>
      guarded(async () => {
        try {
          return await db.transaction().execute((tx) => beginMove(tx, move, announce))
        } catch (error) {
          if (isUniqueViolation(error)) throw alreadyOpen()
          throw error
        }
      }),

    widen: (id, companyId, who) => guarded(() => widenMove(db, { id, companyId, who }, announce)),

    enter: (id, from, to, who = worker) => guarded(() => enterState(db, { id, from, to, who }, announce)),

    verify: (id, from, wish) => guarded(() => enterState(db, { id, from, to: 'verifying', ...wish }, announce)),

    pause: (id, wish) => guarded(() => pauseMove(db, { id, ...wish })),

    sliceDone: (id, { at, documents, rows, bytes, ms, verification }) =>
      guarded(async () => {
        await update(id)
          .set((eb) => ({
            at_time: sql<string>`${at.time}::timestamptz`,
            at_id: at.id,
            documents_done: eb('documents_done', '+', documents),
            rows_done: sql<string>`rows_done + case state when 'copying' then ${rows}::bigint else 0 end`,
            phase_rows: eb('phase_rows', '+', String(rows)),
            phase_bytes: eb('phase_bytes', '+', String(bytes)),
            phase_ms: eb('phase_ms', '+', String(Math.round(ms))),
            // with the place: a kill in between would count the slice twice
            ...(verification === undefined ? {} : { verification: JSON.stringify(verification) }),
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

    setShadow: (id, wish) => guarded(() => setShadowShare(db, id, wish)),

    addShadow: (id, result) => guarded(() => addShadowResult(db, id, result)),

    trouble: (id, message) => guarded(() => noteTrouble(db, id, message)),

    activate: (id, activation) => guarded(() => activateSide(db, { id, ...activation }, announce)),

    drop: (id, drop, work) => guarded(() => dropSide({ db, clock }, { id, ...drop }, work)),

    swept: (id, swept) => guarded(() => keepSwept(db, id, swept)),

    events: (id) => guarded(() => listEvents(db, id)),

    sinceSwitch: (id) => guarded(() => sinceSwitch(db, id)),

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

const alreadyOpen = () =>
  new AppError('conflict', 'A move is open already. `atenex migrate status` shows it and who began it.')
