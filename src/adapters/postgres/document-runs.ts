import { sql } from 'kysely'
import { chunkId } from '../../domain/ids.ts'
import type { CommitInput, DocumentStore, Run } from '../../ports/document-store.ts'
import { guarded, type Database, type Tx } from './database.ts'
import { lockDocument } from './document-lock.ts'
import { toDocument } from './document-rows.ts'
import { toStoredPlace } from './place-columns.ts'

type Runs = Pick<DocumentStore, 'claim' | 'advance' | 'fail' | 'giveBack' | 'failExhausted' | 'commit'>

/** Longer than any index step: two workers never hold the same job, so only a removal can be in the way, and it is short. */
const commitLockWaitMs = 600_000
/** Rows per statement; PostgreSQL takes at most 65,535 parameters. */
const insertBatch = 1000

/** What one attempt of one worker may do to its document. Every write is guarded by the run id. */
export function documentRuns(db: Database): Runs {
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

    fail: (run, code, message) =>
      guarded(async () => {
        const result = await owned(run)
          .set({ status: 'error', error_code: code, error_message: message, run_id: null, updated_at: sql`now()` })
          .executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),

    giveBack: (run, code, message) =>
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

    failExhausted: (companyId, documentId) =>
      guarded(async () => {
        const result = await db
          .updateTable('documents')
          .set((eb) => ({
            status: 'error',
            error_code: eb.fn.coalesce('error_code', sql.lit('attempts_exhausted')),
            error_message: sql<string>`coalesce(error_message, 'Processing was interrupted too often.') || ' Gave up after ' || attempts || ' attempts; retry when the cause is gone.'`,
            run_id: null,
            updated_at: sql`now()`,
          }))
          .where('company_id', '=', companyId)
          .where('id', '=', documentId)
          .where('status', 'in', ['uploaded', 'processing'])
          .where('deleted_at', 'is', null)
          .executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),

    commit: (run, input, index) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          await lockDocument(tx, run.documentId, commitLockWaitMs)
          const row = await tx
            .selectFrom('documents')
            .select('id')
            .where('company_id', '=', run.companyId)
            .where('id', '=', run.documentId)
            .where('run_id', '=', run.runId)
            .where('deleted_at', 'is', null)
            .executeTakeFirst()
          if (row === undefined) return false
          await index()
          await replaceChunks(tx, run, input)
          // a delete that came meanwhile is not overwritten: its removal waits for our lock and takes everything away
          await finish(tx, run, input)
          return true
        }),
      ),
  }
}

async function replaceChunks(tx: Tx, run: Run, { chunks, titles }: CommitInput): Promise<void> {
  await tx
    .deleteFrom('document_chunks')
    .where('document_id', '=', run.documentId)
    .where('company_id', '=', run.companyId)
    .execute()
  for (let from = 0; from < chunks.length; from += insertBatch) {
    const rows = chunks.slice(from, from + insertBatch).map((chunk, offset) => ({
      document_id: run.documentId,
      company_id: run.companyId,
      chunk_index: chunk.index,
      content: chunk.text,
      metadata: JSON.stringify({
        ...toStoredPlace(chunk.place),
        title: titles[from + offset] ?? '',
        tokens: chunk.tokens,
        content_hash: chunk.contentHash,
      }),
      embedding_id: chunkId(run.documentId, chunk.index),
      vector_status: 'created',
      char_start: chunk.start,
      char_end: chunk.end,
      heading_path: JSON.stringify(chunk.headingPath),
    }))
    await tx.insertInto('document_chunks').values(rows).execute()
  }
}

async function finish(tx: Tx, run: Run, { chunks, warnings }: CommitInput): Promise<void> {
  await tx
    .deleteFrom('pending_embeddings')
    .where('document_id', '=', run.documentId)
    .where('company_id', '=', run.companyId)
    .execute()
  await tx
    .updateTable('documents')
    .set({
      status: 'processed',
      stage: 'done',
      stage_done: chunks.length,
      stage_total: chunks.length,
      chunk_count: chunks.length,
      error_code: null,
      error_message: null,
      warnings: JSON.stringify(warnings),
      run_id: null,
      updated_at: sql`now()`,
    })
    .where('company_id', '=', run.companyId)
    .where('id', '=', run.documentId)
    .execute()
}
