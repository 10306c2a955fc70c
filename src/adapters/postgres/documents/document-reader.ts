import { sql } from 'kysely'
import type { DocumentScope } from '../../../domain/document.ts'
import type { DocumentReader } from '../../../ports/documents/document-reader.ts'
import { guarded, type Database } from '../database.ts'
import { liveDocument } from './select-document.ts'

/** Reads no blocks and no tables: of the layout, only pages and title leave the database. */
export function documentReader(db: Database): DocumentReader {
  return {
    readText: (scope) =>
      guarded(async () => {
        const document = await liveDocument(db, scope)
          .select('file_name')
          .where('status', '=', 'processed')
          .executeTakeFirst()
        if (document === undefined) return null
        const stored = await storedText(db, scope)
        const fileName = document.file_name
        if (stored === undefined) return { fileName, title: null, text: await textOfChunks(db, scope), pages: [] }
        const pages = stored.pages.map(([number, start, end]) => ({ number, start, end }))
        return { fileName, title: stored.title, text: stored.content, pages }
      }),
  }
}

function storedText(db: Database, { companyId, documentId }: DocumentScope) {
  return db
    .selectFrom('document_texts')
    .select([
      'content',
      sql<readonly [number, number, number][]>`layout -> 'pages'`.as('pages'),
      sql<string | null>`layout ->> 'title'`.as('title'),
    ])
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId)
    .executeTakeFirst()
}

async function textOfChunks(db: Database, { companyId, documentId }: DocumentScope): Promise<string> {
  const chunks = await db
    .selectFrom('document_chunks')
    .select('content')
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId)
    .orderBy('chunk_index')
    .execute()
  return chunks.map(({ content }) => content).join('\n')
}
