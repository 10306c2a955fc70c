import type { Selectable } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import { activeSide, otherSide, type MoveState } from '../../../domain/move.ts'
import type { Activation } from '../../../ports/moves/move-store.ts'
import type { Announce } from '../announce.ts'
import type { Database, Tx } from '../database.ts'
import type { MovesTable } from '../tables.ts'
import { activateForCompany } from './activate-company.ts'
import { lastChange, lockChanges } from './change-log.ts'
import { lagging } from './lagging.ts'
import { appendEntered, appendEvent } from './move-events.ts'

/**
 * One row changes. Order of locks: the active row, which a commit holds until it ends (`requireStillActive`), then the
 * changes, which it takes last. So whatever was committed to the old side has its entry, and is counted here.
 */
export async function activateSide(
  db: Database,
  { id, companyId, ...activation }: Activation & { readonly id: string },
  announce: Announce,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const active = await tx
      .selectFrom('collections')
      .select('id')
      .where('active', '=', true)
      .forUpdate()
      .executeTakeFirst()
    await lockChanges(tx)
    const move = await tx.selectFrom('moves').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (move === undefined) throw new AppError('not_found', 'There is no such move.')
    // PostgreSQL checks it
    const before = move.state as MoveState
    if (active?.id !== collectionOf(move, activeSide(before)))
      throw new AppError('conflict', 'The collection that answers is none of this move.')
    const state =
      companyId === null
        ? await activateForAll(tx, move, activation)
        : await activateForCompany(tx, move, { ...activation, companyId })
    await announce(tx, { type: 'migration', migrationId: id, state })
  })
}

async function activateForAll(
  tx: Tx,
  move: Selectable<MovesTable>,
  { side, lagAllowed, who }: Omit<Activation, 'companyId'>,
): Promise<MoveState> {
  const before = move.state as MoveState
  const alone = await tx.deleteFrom('company_collections').where('move_id', '=', move.id).executeTakeFirst()
  const stays = activeSide(before) === side
  if (side === 'to' && move.companies !== null) throw limited()
  if (stays && alone.numDeletedRows === 0n)
    throw new AppError('conflict', 'That collection answers all companies already.')
  const lag = (await lastChange(tx)) - Number(side === 'to' ? move.to_seq : move.from_seq)
  if (lag > 0 && !lagAllowed) throw lagging(lag)
  const state = stays ? before : side === 'to' ? 'cut_over' : 'copied'
  if (!stays) {
    const [left, wanted] = [collectionOf(move, otherSide(side)), collectionOf(move, side)]
    await tx.updateTable('collections').set({ active: false }).where('id', '=', left).execute()
    await tx.updateTable('collections').set({ active: true }).where('id', '=', wanted).execute()
  }
  await tx
    .updateTable('moves')
    .set({ state, trouble: null, updated_at: new Date() })
    .where('id', '=', move.id)
    .execute()
  const figures = { forced: lagAllowed, lag: Math.max(0, lag) }
  if (stays) await appendEvent(tx, move.id, who, { what: 'switched', side, companyId: null, ...figures })
  else await appendEntered(tx, move, { state, who, ...figures })
  return state
}

const limited = () =>
  new AppError(
    'conflict',
    'The move is limited to some companies: cut them over with `--company`, or take in the others first with `atenex migrate start`.',
  )

const collectionOf = ({ from_id, to_id }: Selectable<MovesTable>, side: Activation['side']) =>
  side === 'from' ? from_id : to_id
