import { sql } from 'kysely'
import type { DocumentRemoval } from '../../../ports/documents/document-removal.ts'
import type { Enqueue } from '../boss.ts'
import { guarded, type Database } from '../database.ts'
import { removeQueue } from '../job-catalog.ts'
import { lockDocument } from './document-lock.ts'
import { toDocument } from './document-rows.ts'

/** The request that marks usually erases as well; its job comes after that and finds nothing to do. */
const jobDelaySeconds = 15

/** Hidden at once, rows last. */
export function documentRemoval(db: Database, enqueue: Enqueue): DocumentRemoval {
  return {
    markDeleted: (companyId, documentId) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          const row = await tx
            .updateTable('documents')
            .set((eb) => ({
              deleted_at: eb.fn.coalesce('deleted_at', sql<Date>`now()`),
              run_id: null,
              updated_at: sql`now()`,
            }))
            .where('company_id', '=', companyId)
            .where('id', '=', documentId)
            .returningAll()
            .executeTakeFirst()
          if (row === undefined) return null
          await enqueue(tx, removeQueue, { companyId, documentId }, jobDelaySeconds)
          return toDocument(row)
        }),
      ),

    erase: (companyId, documentId, waitMs, eraseElsewhere) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          await lockDocument(tx, documentId, waitMs)
          const row = await tx
            .selectFrom('documents')
            .selectAll()
            .where('company_id', '=', companyId)
            .where('id', '=', documentId)
            .where('deleted_at', 'is not', null)
            .executeTakeFirst()
          if (row === undefined) return false
          await eraseElsewhere(toDocument(row))
          // chunks, text and pending embeddings go with the row (on delete cascade)
          await tx.deleteFrom('documents').where('company_id', '=', companyId).where('id', '=', documentId).execute()
          return true
        }),
      ),
  }
}
