import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Document } from '../../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { DocumentRetry } from '../../../ports/documents/document-retry.ts'
import type { Enqueue } from '../boss.ts'
import { guarded, type Database, type Tx } from '../database.ts'
import { processQueue } from '../job-catalog.ts'
import { toDocument } from './document-rows.ts'
import { liveDocument } from './select-document.ts'

/** How long a retry waits for the failed attempt's job to end. Longer only when a worker died just then; `revive` follows. */
const lastJobMs = 2_000
const lastJobPauseMs = 50

/** A failed document gets a new job because a person asked for it. */
export function documentRetry(db: Database, enqueue: Enqueue): DocumentRetry {
  return {
    retry: (companyId, documentId) => guarded(() => retryAfterLastJob(db, enqueue, companyId, documentId)),
  }
}

/**
 * The job of the failed attempt ends a moment after its document says `error`, and as long as it is there no other one can be
 * enqueued. Without waiting for its end, the document would wait for `revive`.
 */
async function retryAfterLastJob(
  db: Database,
  enqueue: Enqueue,
  companyId: CompanyId,
  documentId: DocumentId,
): Promise<Document | null> {
  const deadline = performance.now() + lastJobMs
  for (;;) {
    const patient = performance.now() < deadline
    const outcome = await db.transaction().execute((tx) => retryOnce(tx, enqueue, companyId, documentId, patient))
    if (outcome !== 'job_ends') return outcome
    await sleep(lastJobPauseMs)
  }
}

async function retryOnce(
  tx: Tx,
  enqueue: Enqueue,
  companyId: CompanyId,
  documentId: DocumentId,
  patient: boolean,
): Promise<Document | null | 'job_ends'> {
  const failed = await liveDocument(tx, { companyId, documentId })
    .select('id')
    .where('status', '=', 'error')
    .forUpdate()
    .executeTakeFirst()
  if (failed === undefined) return null
  const job = await enqueue(tx, processQueue, { companyId, documentId })
  if (job === null && patient) return 'job_ends'
  const row = await tx
    .updateTable('documents')
    .set({
      status: 'processing',
      stage: 'waiting',
      stage_done: 0,
      stage_total: 0,
      attempts: 0,
      error_code: null,
      error_message: null,
      run_id: null,
      updated_at: sql`now()`,
    })
    .where('company_id', '=', companyId)
    .where('id', '=', documentId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return toDocument(row)
}
