import { sql } from 'kysely'
import type { DocumentId } from '../../../domain/ids.ts'
import type { Acceptance, DocumentUploads, NewDocument } from '../../../ports/documents/document-uploads.ts'
import type { Enqueue } from '../boss.ts'
import { guarded, isUniqueViolation, type Database, type Tx } from '../database.ts'
import { processQueue, removeQueue } from '../job-catalog.ts'
import { toDocument, type DocumentRow } from './document-rows.ts'

/** From the request to a stored document with its job. */
export function documentUploads(db: Database, enqueue: Enqueue): DocumentUploads {
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
  }
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
