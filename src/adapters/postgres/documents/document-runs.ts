import { sql } from 'kysely'
import type { DocumentRuns, Run } from '../../../ports/documents/document-runs.ts'
import { guarded, type Database } from '../database.ts'
import { toDocument } from './document-rows.ts'

/** From the claim to the next attempt. Every write is guarded by the run id. */
export function documentRuns(db: Database): Pick<DocumentRuns, 'claim' | 'advance' | 'giveBack'> {
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
            status: 'processing',
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
          .where('status', 'in', ['uploaded', 'processing'])
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

    giveBack: (run, { code, message }) =>
      guarded(async () => {
        const result = await owned(run)
          .set({
            status: 'uploaded',
            stage: 'waiting',
            error_code: code,
            error_message: message,
            run_id: null,
            updated_at: sql`now()`,
          })
          .executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),
  }
}
