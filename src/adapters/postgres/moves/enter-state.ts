import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import { parseCompanyId } from '../../../domain/ids.ts'
import { companiesOf, nextStates, type Companies, type MoveState } from '../../../domain/move.ts'
import type { VectorTolerance } from '../../../domain/vector-tolerance.ts'
import type { Announce } from '../announce.ts'
import type { Database, Tx } from '../database.ts'
import { appendEntered } from './move-events.ts'
import { countProcessed } from './processed-documents.ts'

interface Step {
  readonly id: string
  readonly from: MoveState
  readonly to: MoveState
  readonly who: string
  /** Of the verification that begins; null: a vector may differ in no bit. */
  readonly tolerance?: VectorTolerance | null
}

/** A copy or verification begins with the newest document, of those there are then. */
export async function phaseAnew(tx: Tx, companies: Companies) {
  const { documents, rows } = await countProcessed(tx, companies)
  return {
    at_time: null,
    at_id: null,
    verification: null,
    documents_done: 0,
    documents_total: documents,
    phase_rows_total: rows,
    phase_rows: 0,
    phase_bytes: 0,
    phase_ms: 0,
  }
}

/** Compare and set, with its entry in the history. */
export async function enterState(db: Database, step: Step, announce: Announce): Promise<void> {
  const { id, from, to, who, tolerance = null } = step
  if (!nextStates[from].includes(to)) throw new AppError('internal', `A move cannot go from ${from} to ${to}.`)
  await db.transaction().execute(async (tx) => {
    const move = await tx.selectFrom('moves').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (move?.state !== from) throw otherState(from)
    const ends = to === 'finished' || to === 'abandoned'
    if (ends) await requireNoneAlone(tx, id)
    const companies = move.companies?.map(parseCompanyId) ?? null
    const anew =
      to === 'verifying'
        ? {
            ...(await phaseAnew(tx, companiesOf({ companies }))),
            tolerance: tolerance === null ? null : String(tolerance),
          }
        : {}
    await tx
      .updateTable('moves')
      .set({ state: to, updated_at: sql`now()`, ...(ends ? { trouble: null } : {}), ...anew })
      .where('id', '=', id)
      .execute()
    await appendEntered(tx, move, { state: to, who, forced: false, lag: null })
    await announce(tx, { type: 'migration', migrationId: id, state: to })
  })
}

/** An end leaves one collection that answers. */
async function requireNoneAlone(tx: Tx, id: string): Promise<void> {
  const row = await tx
    .selectFrom('company_collections')
    .select((eb) => eb.fn.countAll<string>().as('companies'))
    .where('move_id', '=', id)
    .executeTakeFirst()
  const companies = Number(row?.companies ?? 0)
  if (companies === 0) return
  const text =
    `${companies} ${companies === 1 ? 'company is' : 'companies are'} answered by another collection than the others. ` +
    '`atenex migrate cutover` or `atenex migrate rollback` lets one collection answer all of them.'
  throw new AppError('conflict', text)
}

const otherState = (expected: string) =>
  new AppError('conflict', `The move is not ${expected} any more. \`atenex migrate status\` shows how it stands.`)
