import { sql } from 'kysely'
import type { DocumentRuns, Run } from '../../../ports/documents/document-runs.ts'
import { guarded, type Database } from '../database.ts'
import { endReprocessing, isReprocessed } from './end-reprocessing.ts'
import { toDocument } from './document-rows.ts'

/** From the claim to the next attempt. Every write is guarded by the run id. */
export function documentRuns(db: Database): Pick<DocumentRuns, 'claim' | 'advance' | 'keepOld' | 'giveBack'> {
  const owned = (run: Run) =>
    db
      .updateTable('documents')
      .where('company_id', '=', run.companyId)
      .where('id', '=', run.documentId)
      .where('run_id', '=', run.runId)
      .where('deleted_at', 'is', null)

  return {
    claim: (run) =>
      guarded(async () => {
        const row = await db
          .updateTable('documents')
          .set((eb) => ({
            // one that is read again goes on being answered from what it has
            status: sql<string>`case when status = 'processed' then status else 'processing' end`,
            stage: 'extract',
            stage_done: 0,
            stage_total: 0,
            attempts: eb('attempts', '+', 1),
            error_code: null,
            error_message: null,
            run_id: run.runId,
            updated_at: sql`now()`,
          }))
          .where('company_id', '=', run.companyId)
          .where('id', '=', run.documentId)
          .where((eb) => eb.or([eb('status', 'in', ['uploaded', 'processing']), isReprocessed(eb)]))
          .where('deleted_at', 'is', null)
          .returningAll()
          .executeTakeFirst()
        return row === undefined ? null : toDocument(row)
      }),

    advance: (run, progress) =>
      guarded(async () => {
        const result = await owned(run)
          .set({
            stage: progress.stage,
            stage_done: progress.done,
            stage_total: progress.total,
            updated_at: sql`now()`,
          })
          .executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),

    keepOld: (run, { code }) =>
      guarded(async () => {
        const result = await endReprocessing(db, run, code).where('run_id', '=', run.runId).executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),

    giveBack: (run, { code, message }) =>
      guarded(async () => {
        const result = await owned(run)
          .set({
            status: sql<string>`case when status = 'processed' then status else 'uploaded' end`,
            stage: 'waiting',
            error_code: sql<string | null>`case when status = 'processed' then null else ${code} end`,
            error_message: sql<string | null>`case when status = 'processed' then null else ${message} end`,
            run_id: null,
            updated_at: sql`now()`,
          })
          .executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),
  }
}
