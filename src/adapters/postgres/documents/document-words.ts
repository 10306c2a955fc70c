import { sql } from 'kysely'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { DocumentWords } from '../../../ports/documents/document-words.ts'
import { guarded, type Database } from '../database.ts'
import { replaceWords } from '../words/store-words.ts'

/** Counting the words of documents from before they were counted on commit. */
export function documentWords(db: Database): DocumentWords {
  return {
    uncounted: (after) =>
      guarded(async () => {
        const document = await db
          .selectFrom('documents as document')
          .leftJoin('document_texts as text', 'text.document_id', 'document.id')
          .select(['document.id', 'document.company_id', 'document.file_name'])
          .select(sql<string | null>`text.layout ->> 'title'`.as('title'))
          .where('document.status', '=', 'processed')
          .where('document.deleted_at', 'is', null)
          .where('document.id', '>', after ?? firstId)
          .where((eb) =>
            eb.not(
              eb.exists(
                eb.selectFrom('document_words').select('document_id').whereRef('document_id', '=', 'document.id'),
              ),
            ),
          )
          .orderBy('document.id')
          .limit(1)
          .executeTakeFirst()
        if (document === undefined) return null
        const chunks = await db
          .selectFrom('document_chunks')
          .select(['content', 'heading_path'])
          .where('company_id', '=', document.company_id)
          .where('document_id', '=', document.id)
          .orderBy('chunk_index')
          .execute()
        return {
          // written from branded ids
          companyId: document.company_id as CompanyId,
          documentId: document.id as DocumentId,
          fileName: document.file_name,
          title: document.title,
          chunks: chunks.map((chunk) => ({ text: chunk.content, headingPath: chunk.heading_path })),
        }
      }),

    countWords: (scope, chunkTerms) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          const there = await tx
            .selectFrom('documents')
            .select('id')
            .where('company_id', '=', scope.companyId)
            .where('id', '=', scope.documentId)
            .where('status', '=', 'processed')
            .where('deleted_at', 'is', null)
            .forShare()
            .executeTakeFirst()
          if (there === undefined) return
          const counted = await tx
            .selectFrom('document_words')
            .select('document_id')
            .where('company_id', '=', scope.companyId)
            .where('document_id', '=', scope.documentId)
            .executeTakeFirst()
          if (counted === undefined) await replaceWords(tx, scope, chunkTerms)
        }),
      ),
  }
}

/** Before every id. */
const firstId = '00000000-0000-0000-0000-000000000000'
