import { sql } from 'kysely'
import type { ChunkId, DocumentId } from '../../domain/ids.ts'
import type { Passage } from '../../domain/passage.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import { guarded, type Database } from './database.ts'

export function createPassageStore(db: Database): PassageStore {
  return {
    load: (companyId, ids) =>
      guarded(async () => {
        if (ids.length === 0) return []
        const rows = await db
          .selectFrom('document_chunks as chunk')
          .innerJoin('documents as document', 'document.id', 'chunk.document_id')
          .select([
            'chunk.embedding_id',
            'chunk.document_id',
            'chunk.content',
            'chunk.metadata',
            'chunk.char_start',
            'chunk.char_end',
            'chunk.heading_path',
            'document.file_name',
          ])
          .where('chunk.company_id', '=', companyId)
          .where('document.company_id', '=', companyId)
          .where('chunk.embedding_id', 'in', [...ids])
          .where('document.status', '=', 'processed')
          .where('document.deleted_at', 'is', null)
          .execute()
        return rows.map((row): Passage => {
          const page = row.metadata?.['page']
          const title = row.metadata?.['title']
          return {
            // selected by these very ids
            id: row.embedding_id as ChunkId,
            documentId: row.document_id as DocumentId,
            text: row.content,
            // chunks of the original have no offsets: their own text is then all there is
            start: row.char_start ?? 0,
            end: row.char_end ?? row.content.length,
            page: typeof page === 'number' && page > 0 ? page : null,
            headingPath: row.heading_path,
            fileName: row.file_name,
            title: typeof title === 'string' ? title : null,
          }
        })
      }),

    pagesAt: (companyId, positions) =>
      guarded(async () => {
        if (positions.length === 0) return []
        const rows = await db
          .selectFrom('document_texts')
          .select(['document_id', sql<readonly [number, number, number][]>`layout -> 'pages'`.as('pages')])
          .where('company_id', '=', companyId)
          .where('document_id', 'in', [...new Set(positions.map((position) => position.documentId))])
          .execute()
        const pages = new Map(rows.map((row) => [row.document_id, row.pages]))
        return positions.map(({ documentId, position }) => {
          const page = pages.get(documentId)?.findLast(([, start]) => start <= position)
          return page?.[0] ?? null
        })
      }),
  }
}
