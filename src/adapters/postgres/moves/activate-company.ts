import type { Selectable } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import type { CompanyId } from '../../../domain/ids.ts'
import { activeSide, type MoveState } from '../../../domain/move.ts'
import type { Activation } from '../../../ports/moves/move-store.ts'
import type { Tx } from '../database.ts'
import type { MovesTable } from '../tables.ts'
import { lagging } from './lagging.ts'
import { appendEvent } from './move-events.ts'

/** For one company alone, under the locks of `activateSide`. The state of the move stays. */
export async function activateForCompany(
  tx: Tx,
  move: Selectable<MovesTable>,
  { side, companyId, lagAllowed, who }: Activation & { readonly companyId: CompanyId },
): Promise<MoveState> {
  await requireKnown(tx, companyId)
  if (move.companies !== null && !move.companies.includes(companyId))
    throw new AppError(
      'conflict',
      `The move is limited to other companies: \`atenex migrate start --company ${companyId}\` takes it in.`,
    )
  const alone = await tx
    .selectFrom('company_collections')
    .select('collection_id')
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  // PostgreSQL checks it
  const state = move.state as MoveState
  const answers = side === 'from' ? move.from_id : move.to_id
  const isDefault = activeSide(state) === side
  if (alone === undefined ? isDefault : alone.collection_id === answers)
    throw new AppError('conflict', 'That collection answers the company already.')
  const lag = await lagOf(tx, companyId, Number(side === 'to' ? move.to_seq : move.from_seq))
  if (lag > 0 && !lagAllowed) throw lagging(lag)
  await tx.deleteFrom('company_collections').where('company_id', '=', companyId).execute()
  if (!isDefault) {
    const row = { company_id: companyId, move_id: move.id, collection_id: answers }
    await tx.insertInto('company_collections').values(row).execute()
  }
  await tx.updateTable('moves').set({ updated_at: new Date() }).where('id', '=', move.id).execute()
  await appendEvent(tx, move.id, who, { what: 'switched', side, companyId, forced: lagAllowed, lag })
  return state
}

async function requireKnown(tx: Tx, companyId: CompanyId): Promise<void> {
  const any = await tx.selectFrom('documents').select('id').where('company_id', '=', companyId).limit(1).execute()
  if (any.length === 0) throw new AppError('not_found', `No company ${companyId} has documents. Nothing was changed.`)
}

/** Changes of the company that the side does not have yet. */
async function lagOf(tx: Tx, companyId: CompanyId, carried: number): Promise<number> {
  const row = await tx
    .selectFrom('document_changes')
    .select((eb) => eb.fn.countAll<string>().as('behind'))
    .where('company_id', '=', companyId)
    .where('seq', '>', String(carried))
    .executeTakeFirst()
  return Number(row?.behind ?? 0)
}
