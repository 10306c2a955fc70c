import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import { parseCompanyId } from '../../../domain/ids.ts'
import { moveStates, type MoveState } from '../../../domain/move.ts'
import { worker, type MoveEvent, type MoveEventBody } from '../../../domain/move-event.ts'
import type { Database, Tx } from '../database.ts'
import type { MovesTable } from '../tables.ts'
import { toVerification } from './stored-verification.ts'

const states = z.enum(moveStates)
const side = z.enum(['from', 'to'])
const place = { side, collection: z.string(), address: z.string() }
const bodySchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('began'), from: z.string(), to: z.string(), documents: z.number() }),
  z.object({
    what: z.literal('entered'),
    state: states,
    before: states,
    forced: z.boolean(),
    lag: z.number().nullable(),
    documents: z.object({ done: z.number(), total: z.number() }),
    rows: z.number(),
    verification: z.unknown().transform(toVerification),
  }),
  z.object({ what: z.literal('trouble'), message: z.string(), times: z.number(), until: z.string().nullable() }),
  z.object({
    what: z.literal('switched'),
    side,
    companyId: z.string().transform(parseCompanyId).nullable(),
    forced: z.boolean(),
    lag: z.number(),
  }),
  z.object({ what: z.literal('widened'), companyId: z.string().transform(parseCompanyId).nullable() }),
  z.object({ what: z.literal('shadow'), share: z.number() }),
  z.object({
    what: z.literal('swept'),
    companyId: z.string().transform(parseCompanyId),
    documents: z.number(),
    rows: z.number(),
  }),
  z.object({ what: z.literal('paused') }),
  z.object({ what: z.literal('resumed') }),
  z.object({ what: z.literal('dropped'), ...place }),
  z.object({ what: z.literal('drop_failed'), ...place, message: z.string() }),
])

/** In the transaction that makes it so. */
export async function appendEvent(db: Database | Tx, moveId: string, who: string, body: MoveEventBody): Promise<void> {
  const { what, ...details } = body
  await db
    .insertInto('move_events')
    .values({ move_id: moveId, who, what, details: JSON.stringify(details) })
    .execute()
}

interface Entered {
  readonly state: MoveState
  readonly who: string
  readonly forced: boolean
  readonly lag: number | null
}

/** @param move as it was before. */
export function appendEntered(tx: Tx, move: Selectable<MovesTable>, { state, who, ...more }: Entered): Promise<void> {
  // PostgreSQL checks it
  const before = move.state as MoveState
  const ended = before === 'verifying' && (state === 'verified' || state === 'copied')
  return appendEvent(tx, move.id, who, {
    what: 'entered',
    state,
    before,
    ...more,
    documents: { done: move.documents_done, total: move.documents_total },
    rows: Number(move.rows_done),
    verification: ended ? toVerification(move.verification) : null,
  })
}

/** The same trouble in the same state is one entry, however often it comes back: a store may be away for days. */
export async function noteTrouble(db: Database, moveId: string, message: string | null): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const noted = await tx
      .updateTable('moves')
      .set({ trouble: message, updated_at: sql`now()` })
      .where('id', '=', moveId)
      // an ended move waits for nothing, whatever its worker was at
      .where('state', 'not in', ['finished', 'abandoned'])
      .executeTakeFirst()
    if (message !== null && noted.numUpdatedRows === 0n) return
    let known = tx
      .updateTable('move_events')
      .where('move_id', '=', moveId)
      .where('what', '=', 'trouble')
      .where('id', '>', (eb) =>
        eb
          .selectFrom('move_events')
          .select(sql<string>`coalesce(max(id), 0)`.as('last'))
          .where('move_id', '=', moveId)
          .where('what', '!=', 'trouble'),
      )
    if (message === null) {
      const ended = sql<string>`details || jsonb_build_object('until', clock_timestamp())`
      known = known.set({ details: ended }).where(sql<boolean>`details ->> 'until' is null`)
      await known.execute()
      return
    }
    const again = sql<string>`details || jsonb_build_object('until', null, 'times', (details ->> 'times')::int + 1)`
    const result = await known
      .set({ details: again })
      .where(sql<boolean>`details ->> 'message' = ${message}`)
      .executeTakeFirst()
    if (result.numUpdatedRows > 0n) return
    await appendEvent(tx, moveId, worker, { what: 'trouble', message, times: 1, until: null })
  })
}

export async function listEvents(db: Database, moveId: string): Promise<readonly MoveEvent[]> {
  const rows = await db.selectFrom('move_events').selectAll().where('move_id', '=', moveId).orderBy('id').execute()
  return rows.map(({ at, who, what, details }) => ({
    at,
    who,
    body: bodySchema.parse({ ...z.record(z.string(), z.unknown()).parse(details), what }),
  }))
}

/** One company alone, or all of them, there or back. */
export async function sinceSwitch(db: Database, moveId: string): Promise<number | null> {
  const row = await db
    .selectFrom('move_events')
    .select(sql<number | null>`(extract(epoch from clock_timestamp() - max(at)) * 1000)::float8`.as('ms'))
    .where('move_id', '=', moveId)
    .where(sql<boolean>`what = 'switched' or 'cut_over' in (details ->> 'state', details ->> 'before')`)
    .executeTakeFirst()
  return row?.ms ?? null
}
