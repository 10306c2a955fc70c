import { AppError } from '../../../domain/errors.ts'
import type { Activation } from '../../../ports/moves/move-store.ts'
import type { Announce } from '../announce.ts'
import type { Database } from '../database.ts'
import { lastChange, lockChanges } from './change-log.ts'
import { appendEntered } from './move-events.ts'

/**
 * One row changes. Order of locks: the active row, which a commit holds until it ends (`requireStillActive`), then the
 * changes, which it takes last. So whatever was committed to the old side has its entry, and is counted here.
 */
export async function activateSide(
  db: Database,
  { id, side, lagAllowed, who }: Activation & { readonly id: string },
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
    const [from, to] = side === 'to' ? [move.from_id, move.to_id] : [move.to_id, move.from_id]
    if (active?.id !== from) throw new AppError('conflict', 'The other collection is not the active one.')
    const lag = (await lastChange(tx)) - Number(side === 'to' ? move.to_seq : move.from_seq)
    if (lag > 0 && !lagAllowed) throw lagging(lag)
    await tx.updateTable('collections').set({ active: false }).where('id', '=', from).execute()
    await tx.updateTable('collections').set({ active: true }).where('id', '=', to).execute()
    const state = side === 'to' ? 'cut_over' : 'copied'
    await tx.updateTable('moves').set({ state, trouble: null, updated_at: new Date() }).where('id', '=', id).execute()
    await appendEntered(tx, move, { state, who, forced: lagAllowed, lag: Math.max(0, lag) })
    await announce(tx, { type: 'migration', migrationId: id, state })
  })
}

const lagging = (lag: number) =>
  new AppError(
    'conflict',
    `${lag} ${lag === 1 ? 'change has' : 'changes have'} not been carried over yet. Wait until the lag is 0 and try again.`,
    { retryable: true, details: { lag } },
  )
