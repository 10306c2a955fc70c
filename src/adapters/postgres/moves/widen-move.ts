import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import { parseCompanyId, type CompanyId } from '../../../domain/ids.ts'
import { nextStates, type MoveState } from '../../../domain/move.ts'
import type { Announce } from '../announce.ts'
import type { Database } from '../database.ts'
import { phaseAnew } from './enter-state.ts'
import { appendEntered, appendEvent } from './move-events.ts'

/**
 * More companies for a limited move. Their changes were not carried until now; those that were committed before are of documents that
 * the copy meets, because it begins after this.
 */
export async function widenMove(
  db: Database,
  { id, companyId, who }: { readonly id: string; readonly companyId: CompanyId | null; readonly who: string },
  announce: Announce,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const move = await tx.selectFrom('moves').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
    // PostgreSQL checks it
    const before = move.state as MoveState
    const had = move.companies?.map(parseCompanyId) ?? null
    if (had === null) throw new AppError('conflict', 'The move is of all companies already.')
    if (companyId !== null && had.includes(companyId))
      throw new AppError('conflict', `The move has company ${companyId} already.`)
    if (!nextStates[before].includes('copying')) throw busy(before)
    const companies = companyId === null ? null : [...had, companyId]
    await tx
      .updateTable('moves')
      .set({
        ...(await phaseAnew(tx, { only: companies, not: had })),
        state: 'copying',
        companies,
        copied_companies: had,
        updated_at: sql`now()`,
      })
      .where('id', '=', id)
      .execute()
    await appendEvent(tx, id, who, { what: 'widened', companyId })
    await appendEntered(tx, move, { state: 'copying', who, forced: false, lag: null })
    await announce(tx, { type: 'migration', migrationId: id, state: 'copying' })
  })
}

const busy = (state: MoveState) =>
  new AppError('conflict', `The move is ${state}: it takes in more companies when it is copied or verified.`)
