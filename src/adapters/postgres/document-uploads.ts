import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Document } from '../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'
import type { Acceptance, DocumentStore, NewDocument } from '../../ports/document-store.ts'
import type { Enqueue } from './boss.ts'
import { guarded, isUniqueViolation, type Database, type Tx } from './database.ts'
import { toDocument, type DocumentRow } from './document-rows.ts'
import { processQueue, removeQueue } from './job-catalog.ts'

type Uploads = Pick<DocumentStore, 'accept' | 'confirmUpload' | 'touchUpload' | 'abandonUpload' | 'retry'>

/** How long a retry waits for the failed attempt's job to end. Longer only when a worker died just then; `revive` follows. */
const lastJobMs = 2_000
const lastJobPauseMs = 50

/** From the request to a stored document with its job. */
export function documentUploads(db: Database, enqueue: Enqueue): Uploads {
  return {
    accept: (document) => guarded(() => acceptWithRetry(db, enqueue, document)),

    confirmUpload: (companyId, documentId) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          const updated = await tx
            .updateTable('documents')
            .set({ status: 'uploaded', updated_at: sql`now()` })
            .where('company_id', '=', companyId)
            .where('id', '=', documentId)
            .where('status', '=', 'pending')
            .where('deleted_at', 'is', null)
            .executeTakeFirst()
          if (updated.numUpdatedRows === 0n) return false
          await enqueue(tx, processQueue, { companyId, documentId })
          return true
        }),
      ),

    touchUpload: (companyId, documentId) =>
      guarded(async () => {
        await db
          .updateTable('documents')
          .set({ updated_at: sql`now()` })
          .where('company_id', '=', companyId)
          .where('id', '=', documentId)
          .where('status', '=', 'pending')
          .execute()
      }),

    abandonUpload: (companyId, documentId) =>
      guarded(async () => {
        await db
          .deleteFrom('documents')
          .where('company_id', '=', companyId)
          .where('id', '=', documentId)
          .where('status', '=', 'pending')
          .execute()
      }),

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
  const failed = await tx
    .selectFrom('documents')
    .select('id')
    .where('company_id', '=', companyId)
    .where('id', '=', documentId)
    .where('status', '=', 'error')
    .where('deleted_at', 'is', null)
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

/** The unique indexes decide races: whoever loses looks again and finds the winner's row. */
async function acceptWithRetry(db: Database, enqueue: Enqueue, document: NewDocument): Promise<Acceptance> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute((tx) => acceptOnce(tx, enqueue, document))
    } catch (error) {
      if (!isUniqueViolation(error) || attempt === 5) throw error
    }
  }
}

async function acceptOnce(tx: Tx, enqueue: Enqueue, document: NewDocument): Promise<Acceptance> {
  const rows = await tx
    .selectFrom('documents')
    .selectAll()
    .where('company_id', '=', document.companyId)
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('content_hash', '=', document.contentHash), eb('file_name', '=', document.fileName)]))
    .forUpdate()
    .execute()

  const unfinished = rows.find((row) => row.status === 'pending' && row.content_hash === document.contentHash)
  if (unfinished !== undefined) {
    // an upload of the same bytes that never ended (its server died, or it runs right now): whoever stores first, wins
    return { kind: 'accepted', document: toDocument(unfinished), replaced: [] }
  }
  const blocking = rows.filter((row) => row.status !== 'error')
  const same = blocking.find((row) => row.content_hash === document.contentHash) ?? blocking[0]
  if (same !== undefined) {
    const by = same.content_hash === document.contentHash ? 'content' : 'name'
    return { kind: 'duplicate', document: toDocument(same), by }
  }
  const replaced = await replaceFailed(tx, enqueue, rows)
  const inserted = await insertPending(tx, document)
  return { kind: 'accepted', document: toDocument(inserted), replaced }
}

/** Failed documents give way to the new upload: hidden now, removed by their own job. */
async function replaceFailed(tx: Tx, enqueue: Enqueue, rows: readonly DocumentRow[]): Promise<readonly DocumentId[]> {
  const replaced: DocumentId[] = []
  for (const row of rows) {
    const { id: documentId } = toDocument(row)
    await tx
      .updateTable('documents')
      .set({ deleted_at: sql`now()`, run_id: null, updated_at: sql`now()` })
      .where('id', '=', row.id)
      .where('company_id', '=', row.company_id)
      .execute()
    await enqueue(tx, removeQueue, { companyId: row.company_id, documentId })
    replaced.push(documentId)
  }
  return replaced
}

async function insertPending(tx: Tx, document: NewDocument): Promise<DocumentRow> {
  return tx
    .insertInto('documents')
    .values({
      id: document.id,
      company_id: document.companyId,
      file_name: document.fileName,
      file_type: document.fileType,
      file_path: document.objectKey,
      metadata: document.metadata === null ? null : JSON.stringify(document.metadata),
      status: 'pending',
      chunk_count: 0,
      error_message: null,
      size_bytes: document.sizeBytes,
      content_hash: document.contentHash,
      error_code: null,
      run_id: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}
