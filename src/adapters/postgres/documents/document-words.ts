import { sql } from 'kysely'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { DocumentWords, UnindexedDocument } from '../../../ports/documents/document-words.ts'
import { guarded, type Database, type Tx } from '../database.ts'
import { markIndexed, replaceWords, storeTerms } from '../words/store-words.ts'

/** The text index of documents from before it was written on commit. */
export function documentWords(db: Database): DocumentWords {
  return {
    unindexed: (after, most) =>
      guarded(async () => {
        const documents = await withoutTerms(db, after, most)
        if (documents.length === 0) return []
        const chunks = await db
          .selectFrom('document_chunks')
          .select(['document_id', 'chunk_index', 'content', 'heading_path'])
          .where(
            'document_id',
            'in',
            documents.map(({ documentId }) => documentId),
          )
          .orderBy('chunk_index')
          .execute()
        return documents.map((document) => ({
          ...document,
          chunks: chunks
            .filter(({ document_id: id }) => id === document.documentId)
            .map((chunk) => ({ index: chunk.chunk_index, text: chunk.content, headingPath: chunk.heading_path })),
        }))
      }),

    indexWords: (document, chunkTerms) =>
      guarded(() => db.transaction().execute((tx) => indexWords(tx, document, chunkTerms))),
  }
}

async function withoutTerms(db: Database, after: DocumentId | null, most: number) {
  const rows = await db
    .selectFrom('documents as document')
    .leftJoin('document_texts as text', 'text.document_id', 'document.id')
    .select(['document.id', 'document.company_id', 'document.file_name'])
    .select(sql<string | null>`text.layout ->> 'title'`.as('title'))
    .where('document.status', '=', 'processed')
    .where('document.deleted_at', 'is', null)
    .where('document.id', '>', after ?? firstId)
    .where(sql<boolean>`not exists (
      select 1 from document_words where document_id = document.id and indexed_seq = seq
    )`)
    .orderBy('document.id')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    // written from branded ids
    companyId: row.company_id as CompanyId,
    documentId: row.id as DocumentId,
    fileName: row.file_name,
    title: row.title,
  }))
}

async function indexWords(tx: Tx, document: UnindexedDocument, chunkTerms: readonly string[]): Promise<void> {
  const there = await tx
    .selectFrom('documents')
    .select('id')
    .where('company_id', '=', document.companyId)
    .where('id', '=', document.documentId)
    .where('status', '=', 'processed')
    .where('deleted_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (there === undefined || !(await hasSameChunks(tx, document))) return
  const counted = await tx
    .selectFrom('document_words')
    .select(sql<boolean>`coalesce(indexed_seq = seq, false)`.as('indexed'))
    .where('company_id', '=', document.companyId)
    .where('document_id', '=', document.documentId)
    .executeTakeFirst()
  if (counted?.indexed === true) return
  const terms = document.chunks.map(({ index }, at) => [index, chunkTerms[at] ?? ''] as const)
  if (counted === undefined) {
    await replaceWords(tx, document, terms)
    return
  }
  await storeTerms(tx, document, terms)
  await markIndexed(tx, document)
}

async function hasSameChunks(tx: Tx, { companyId, documentId, chunks }: UnindexedDocument): Promise<boolean> {
  const row = await tx
    .selectFrom('document_chunks')
    .select((eb) => eb.fn.countAll<string>().as('chunks'))
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  return Number(row?.chunks ?? 0) === chunks.length
}

/** Before every id. */
const firstId = '00000000-0000-0000-0000-000000000000'
