import { AppError } from '../../../domain/errors.ts'
import { companiesOf } from '../../../domain/move.ts'
import type { MoveStore, StoredMove } from '../../../ports/moves/move-store.ts'
import type { Announce } from '../announce.ts'
import type { Tx } from '../database.ts'
import { lastChange, lockChanges } from './change-log.ts'
import { appendEvent } from './move-events.ts'
import { countProcessed } from './processed-documents.ts'
import { selectMoves } from './move-rows.ts'

/**
 * From the entry after the last one on, every change is carried to both sides. Changes before it are of documents that the
 * copy meets: they were committed, and the copy begins after this.
 */
export async function beginMove(
  tx: Tx,
  move: Parameters<MoveStore['begin']>[0],
  announce: Announce,
): Promise<StoredMove> {
  const { fromAddress, to, startedBy, rebuild, companies } = move
  const active = await tx
    .selectFrom('collections')
    .selectAll()
    .where('active', '=', true)
    .forUpdate()
    .executeTakeFirst()
  if (active === undefined) throw new AppError('conflict', 'There is no active collection yet, so nothing to move.')
  if (active.address === null) {
    await tx.updateTable('collections').set({ address: fromAddress }).where('id', '=', active.id).execute()
  }
  const row = {
    store: to.store,
    name: to.name,
    address: to.address,
    fingerprint: JSON.stringify(to.fingerprint),
    active: false,
  }
  const target = await tx
    .insertInto('collections')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['store', 'name', 'address']).doUpdateSet({ fingerprint: row.fingerprint }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  if (target.id === active.id) throw new AppError('conflict', 'The target is the collection that is active already.')
  await lockChanges(tx)
  const head = String(await lastChange(tx))
  const { documents: total, rows } = await countProcessed(tx, companiesOf({ companies }))
  await tx
    .insertInto('moves')
    .values({
      from_id: active.id,
      to_id: target.id,
      state: 'copying',
      started_by: startedBy,
      rebuild,
      companies: companies === null ? null : [...companies],
      from_seq: head,
      to_seq: head,
      documents_total: total,
      phase_rows_total: rows,
    })
    .execute()
  const [begun] = await selectMoves(tx, 'open')
  if (begun === undefined) throw new AppError('internal', 'The move that was just begun is not there.')
  const place = ({ name, address }: { name: string; address: string | null }) => `${name} at ${address ?? fromAddress}`
  const places = { from: place(begun.from), to: place(begun.to) }
  await appendEvent(tx, begun.id, startedBy, { what: 'began', ...places, documents: total })
  await announce(tx, { type: 'migration', migrationId: begun.id, state: begun.state })
  return begun
}
