import { sql, type Selectable } from 'kysely'
import type { Shadow } from '../../../domain/move.ts'
import type { MoveStore } from '../../../ports/moves/move-store.ts'
import type { Database } from '../database.ts'
import type { MoveShadowsTable } from '../tables.ts'
import { appendEvent } from './move-events.ts'

type Wish = Parameters<MoveStore['setShadow']>[1]
type Result = Parameters<MoveStore['addShadow']>[1]

/** With its entry in the history. */
export async function setShadowShare(db: Database, id: string, { share, who }: Wish): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('moves')
      .set({ shadow_share: share, updated_at: sql`now()` })
      .where('id', '=', id)
      .execute()
    await appendEvent(tx, id, who, { what: 'shadow', share })
  })
}

export async function addShadowResult(db: Database, id: string, result: Result): Promise<void> {
  const { overlap, order, answeringMs, otherMs } = result ?? { overlap: 0, order: 0, answeringMs: 0, otherMs: 0 }
  await db
    .insertInto('move_shadows')
    .values({
      move_id: id,
      compared: result === null ? 0 : 1,
      failed: result === null ? 1 : 0,
      overlap,
      rank_order: order,
      answering_ms: answeringMs,
      other_ms: otherMs,
    })
    .onConflict((conflict) =>
      conflict.column('move_id').doUpdateSet({
        compared: sql`move_shadows.compared + excluded.compared`,
        failed: sql`move_shadows.failed + excluded.failed`,
        overlap: sql`move_shadows.overlap + excluded.overlap`,
        rank_order: sql`move_shadows.rank_order + excluded.rank_order`,
        answering_ms: sql`move_shadows.answering_ms + excluded.answering_ms`,
        other_ms: sql`move_shadows.other_ms + excluded.other_ms`,
      }),
    )
    .execute()
}

/** Means over what was compared; null before the first one. */
export function toShadow(share: number, row: Selectable<MoveShadowsTable> | undefined): Shadow {
  const compared = Number(row?.compared ?? 0)
  const failed = Number(row?.failed ?? 0)
  if (row === undefined || compared === 0) return { share, compared, failed, means: null }
  const means = {
    overlap: row.overlap / compared,
    order: row.rank_order / compared,
    answeringMs: row.answering_ms / compared,
    otherMs: row.other_ms / compared,
  }
  return { share, compared, failed, means }
}
