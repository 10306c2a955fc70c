import { sql } from 'kysely'
import type { DocumentId } from '../../../domain/ids.ts'
import type { DocumentRuns } from '../../../ports/documents/document-runs.ts'
import type { Announce } from '../announce.ts'
import { guarded, type Database, type Tx } from '../database.ts'
import { appendChange } from '../moves/change-log.ts'
import { watched } from '../watched-transaction.ts'
import { heldByAnother, lockDocument, type LockTimes } from './document-lock.ts'
import { endReprocessing } from './end-reprocessing.ts'
import { anyDocument, liveDocument, ownedDocument } from './select-document.ts'

/**
 * How a document ends in `error`. What a failed run left in other stores is taken away under the document's lock, and only
 * by whoever ends the document there: another run may be writing the same vectors.
 */
export function documentFailure(
  db: Database,
  { clock, lockMs, announce }: LockTimes & { readonly announce: Announce },
): Pick<DocumentRuns, 'fail' | 'failExhausted' | 'eraseStrays'> {
  const locked = <T>(documentId: DocumentId, work: (tx: Tx) => Promise<T>): Promise<T> =>
    guarded(() =>
      db.transaction().execute(async (tx) => {
        await lockDocument(tx, documentId, lockMs, heldByAnother)
        return work(tx)
      }),
    )

  return {
    fail: (run, { code, message }, eraseLeftovers) =>
      locked(run.documentId, async (tx) => {
        if ((await ownedDocument(tx, run).select('id').executeTakeFirst()) === undefined) return false
        await watched(tx, clock, eraseLeftovers)
        const result = await tx
          .updateTable('documents')
          .set({ status: 'error', error_code: code, error_message: message, run_id: null, updated_at: sql`now()` })
          .where('company_id', '=', run.companyId)
          .where('id', '=', run.documentId)
          .where('run_id', '=', run.runId)
          .where('deleted_at', 'is', null)
          .executeTakeFirst()
        await appendChange(tx, run, null)
        const failed = result.numUpdatedRows > 0n
        const { companyId, documentId } = run
        if (failed) await announce(tx, { type: 'document.failed', companyId, documentId, errorCode: code })
        return failed
      }),

    failExhausted: (scope, eraseLeftovers) =>
      locked(scope.documentId, async (tx) => {
        const kept = await endReprocessing(tx, scope, 'attempts_exhausted').executeTakeFirst()
        if (kept.numUpdatedRows > 0n) return false
        const unfinished = liveDocument(tx, scope).where('status', 'in', ['uploaded', 'processing'])
        if ((await unfinished.select('id').executeTakeFirst()) === undefined) return false
        await watched(tx, clock, eraseLeftovers)
        const result = await tx
          .updateTable('documents')
          .set((eb) => ({
            status: 'error',
            error_code: eb.fn.coalesce('error_code', sql.lit('attempts_exhausted')),
            error_message: sql<string>`coalesce(error_message, 'Processing was interrupted too often.') || ' Gave up after ' || attempts || ' attempts; retry when the cause is gone.'`,
            run_id: null,
            updated_at: sql`now()`,
          }))
          .where('company_id', '=', scope.companyId)
          .where('id', '=', scope.documentId)
          .where('status', 'in', ['uploaded', 'processing'])
          .where('deleted_at', 'is', null)
          .executeTakeFirst()
        await appendChange(tx, scope, null)
        const failed = result.numUpdatedRows > 0n
        if (failed) await announce(tx, { type: 'document.failed', ...scope, errorCode: 'attempts_exhausted' })
        return failed
      }),

    eraseStrays: (scope, erase) =>
      locked(scope.documentId, async (tx) => {
        if ((await anyDocument(tx, scope).select('id').executeTakeFirst()) !== undefined) return false
        await watched(tx, clock, erase)
        await appendChange(tx, scope, null)
        return true
      }),
  }
}
