import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import { lastStates } from '../../../domain/move.ts'
import type { Database } from '../database.ts'
import { appendEvent } from './move-events.ts'

interface Pause {
  readonly id: string
  readonly paused: boolean
  readonly who: string
}

/** Compare and set, with its entry in the history. What a worker could not do until now it tries anew. */
export async function pauseMove(db: Database, { id, paused, who }: Pause): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const result = await tx
      .updateTable('moves')
      .set({
        paused_at: paused ? sql`now()` : null,
        paused_by: paused ? who : null,
        trouble: null,
        updated_at: sql`now()`,
      })
      .where('id', '=', id)
      .where('state', 'not in', lastStates)
      .where('paused_at', paused ? 'is' : 'is not', null)
      .executeTakeFirst()
    if (result.numUpdatedRows === 0n)
      throw new AppError('conflict', paused ? 'The move is paused already.' : 'The move is not paused.')
    await appendEvent(tx, id, who, { what: paused ? 'paused' : 'resumed' })
  })
}
