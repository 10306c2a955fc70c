import { sql } from 'kysely'
import type { Document } from '../../../domain/document.ts'
import { AppError } from '../../../domain/errors.ts'
import { chunkId, type CompanyId, type DocumentId } from '../../../domain/ids.ts'
import type { ChunkTruth, MovingDocuments } from '../../../ports/moves/moving-documents.ts'
import { guarded, type Database } from '../database.ts'
import { lockDocument, lockFreeDocuments, type LockTimes } from '../documents/document-lock.ts'
import { toDocument } from '../documents/document-rows.ts'
import { liveDocument } from '../documents/select-document.ts'
import { watched } from '../watched-transaction.ts'
import { countProcessed, processedDocuments } from './processed-documents.ts'

/** Rows the original left without a time are the oldest. */
const uploaded = sql`coalesce(uploaded_at, '-infinity'::timestamptz)`

export function createMovingDocuments(db: Database, { clock, lockMs }: LockTimes): MovingDocuments {
  return {
    processedAfter: (companies, cursor, limit) =>
      guarded(async () => {
        let listed = processedDocuments(db, companies)
          .select(['id', 'company_id'])
          .select([sql<number>`coalesce(chunk_count, 0)`.as('chunks'), sql<string>`${uploaded}::text`.as('time')])
          .orderBy(uploaded, 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
        if (cursor !== null)
          listed = listed.where(sql<boolean>`(${uploaded}, id) < (${cursor.time}::timestamptz, ${cursor.id}::uuid)`)
        const rows = await listed.execute()
        return rows.map(({ id, company_id, chunks, time }) => ({
          companyId: company_id as CompanyId,
          documentId: id as DocumentId,
          cursor: { time, id },
          chunks,
        }))
      }),

    countProcessed: (companies) => guarded(async () => (await countProcessed(db, companies)).documents),

    chunksByCompany: (companies) =>
      guarded(async () => {
        const rows = await processedDocuments(db, companies)
          .select(['company_id', (eb) => eb.fn.sum<string>('chunk_count').as('chunks')])
          .groupBy('company_id')
          .orderBy('company_id')
          .execute()
        return rows.map((row) => ({ companyId: row.company_id as CompanyId, chunks: Number(row.chunks) }))
      }),

    companies: () =>
      guarded(async () => {
        const rows = await db.selectFrom('documents').select('company_id').distinct().orderBy('company_id').execute()
        return rows.map((row) => row.company_id as CompanyId)
      }),

    documentsOf: (companyId) =>
      guarded(async () => {
        const rows = await processedDocuments(db)
          .select(['id', 'chunk_count'])
          .where('company_id', '=', companyId)
          .execute()
        return rows.map(({ id, chunk_count }) => ({ documentId: id as DocumentId, chunks: chunk_count ?? 0 }))
      }),

    chunksOf: (companyId) =>
      guarded(async () => {
        const row = await db
          .selectFrom('documents')
          .select((eb) => eb.fn.sum<string | null>('chunk_count').as('chunks'))
          .where('company_id', '=', companyId)
          .where('status', '=', 'processed')
          .executeTakeFirst()
        return Number(row?.chunks ?? 0)
      }),

    chunks: ({ companyId, documentIds }) =>
      guarded(async () => {
        const rows = await db
          .selectFrom('document_chunks')
          .select(['document_id', 'chunk_index', 'content'])
          .where('company_id', '=', companyId)
          .where('document_id', 'in', documentIds)
          .orderBy('document_id')
          .orderBy('chunk_index')
          .execute()
        const chunks = new Map<DocumentId, ChunkTruth[]>(documentIds.map((documentId) => [documentId, []]))
        for (const { document_id, chunk_index, content } of rows) {
          const documentId = document_id as DocumentId
          chunks.get(documentId)?.push({ id: chunkId(documentId, chunk_index), content })
        }
        return chunks
      }),

    locked: (scope, work) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          await lockDocument(tx, scope.documentId, lockMs, atWork)
          const row = await liveDocument(tx, scope).selectAll().where('status', '=', 'processed').executeTakeFirst()
          return watched(tx, clock, (lost) => work(row === undefined ? null : toDocument(row), lost))
        }),
      ),

    lockedAtOnce: ({ companyId, documentIds }, work) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          const free = await lockFreeDocuments(tx, documentIds)
          if (free.length === 0) return
          const rows = await processedDocuments(tx)
            .selectAll()
            .where('company_id', '=', companyId)
            .where('id', 'in', free)
            .execute()
          const there = new Map<string, Document>(rows.map((row) => [row.id, toDocument(row)]))
          const held = free.map((documentId) => ({ documentId, document: there.get(documentId) ?? null }))
          await watched(tx, clock, (lost) => work(held, lost))
        }),
      ),
  }
}

const atWork = (cause: unknown) =>
  new AppError('busy', 'The document is being indexed or removed right now. The move comes back to it.', {
    retryable: true,
    cause,
  })
