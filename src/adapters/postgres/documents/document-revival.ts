import { sql } from 'kysely'
import type { DocumentRevival } from '../../../ports/documents/document-revival.ts'
import type { Enqueue } from '../boss.ts'
import { guarded, type Database } from '../database.ts'
import { processQueue, removeQueue } from '../job-catalog.ts'
import { toDocument } from './document-rows.ts'

/** Documents looked at in one go. */
const batch = 500

/**
 * The safety net under the job queue: whatever happened to a job, its document gets another one. A job that is waiting or
 * running keeps its key, so nothing is enqueued twice.
 */
export function documentRevival(db: Database, enqueue: Enqueue): DocumentRevival {
  return {
    revive: (idleMs) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          const rows = await tx
            .selectFrom('documents')
            .selectAll()
            .where('updated_at', '<', sql<Date>`now() - ${idleMs} * interval '1 millisecond'`)
            .where((eb) =>
              eb.or([eb('deleted_at', 'is not', null), eb('status', 'in', ['pending', 'uploaded', 'processing'])]),
            )
            .orderBy('updated_at')
            .limit(batch)
            .forUpdate()
            .skipLocked()
            .execute()
          let enqueued = 0
          for (const row of rows) {
            const job = { companyId: row.company_id, documentId: row.id }
            if (row.deleted_at !== null) enqueued += (await enqueue(tx, removeQueue, job)) === null ? 0 : 1
            else if (row.status !== 'pending') enqueued += (await enqueue(tx, processQueue, job)) === null ? 0 : 1
          }
          const abandoned = rows.filter((row) => row.status === 'pending' && row.deleted_at === null)
          return { enqueued, abandonedUploads: abandoned.map(toDocument) }
        }),
      ),
  }
}
