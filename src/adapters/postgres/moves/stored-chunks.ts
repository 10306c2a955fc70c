import { sql } from 'kysely'
import { fromStoredOutline } from '../../../domain/outline.ts'
import { pageNumber } from '../../../domain/place.ts'
import { addVectors } from '../../../domain/units/labelled-vectors.ts'
import type { StoredChunks } from '../../../ports/moves/stored-chunks.ts'
import { guarded, type Database } from '../database.ts'
import { fromStoredPlace } from '../place-columns.ts'
import { fromStoredTables } from '../table-columns.ts'

export function createStoredChunks(db: Database): StoredChunks {
  return {
    read: ({ companyId, documentId }) =>
      guarded(async () => {
        const document = await db
          .selectFrom('documents as document')
          .leftJoin('document_texts as text', 'text.document_id', 'document.id')
          .select('document.file_name')
          .select(sql<string | null>`text.layout ->> 'title'`.as('title'))
          .where('document.company_id', '=', companyId)
          .where('document.id', '=', documentId)
          .where('document.status', '=', 'processed')
          .where('document.deleted_at', 'is', null)
          .executeTakeFirst()
        if (document === undefined) return null
        const rows = await db
          .selectFrom('document_chunks')
          .select(['chunk_index', 'content', 'metadata', 'char_start', 'heading_path'])
          .where('company_id', '=', companyId)
          .where('document_id', '=', documentId)
          .orderBy('chunk_index')
          .execute()
        const chunks = rows.map(({ chunk_index: index, content: text, metadata, char_start, heading_path }) => ({
          index,
          text,
          start: char_start ?? 0,
          page: pageNumber(fromStoredPlace(metadata, heading_path)),
          headingPath: heading_path,
          outline: fromStoredOutline(metadata?.['outline']),
          tables: fromStoredTables(metadata),
          label: textOr(metadata?.['title'], ''),
          tokens: typeof metadata?.['tokens'] === 'number' ? metadata['tokens'] : null,
          contentHash: textOr(metadata?.['content_hash'], null),
        }))
        return { fileName: document.file_name, title: document.title, chunks }
      }),

    savePieceVectors: ({ companyId, documentId }, vectors, other) =>
      guarded(async () => {
        const stored = await db
          .selectFrom('document_chunks')
          .select(['chunk_index', 'piece_vectors'])
          .where('company_id', '=', companyId)
          .where('document_id', '=', documentId)
          .execute()
        const before = new Map(stored.map((row) => [row.chunk_index, row.piece_vectors]))
        const made = vectors.map(({ index, pieceVectors }) => ({
          index,
          bytes: addVectors(before.get(index) ?? null, pieceVectors, other),
        }))
        const indexes = made.map(({ index }) => index)
        const bytes = made.map((one) => (one.bytes === null ? null : Buffer.from(one.bytes)))
        await sql`
          update document_chunks set piece_vectors = made.vectors
          from unnest(${indexes}::int[], ${bytes}::bytea[]) as made (index, vectors)
          where company_id = ${companyId} and document_id = ${documentId} and chunk_index = made.index
        `.execute(db)
      }),
  }
}

const textOr = <T>(value: unknown, otherwise: T) => (typeof value === 'string' ? value : otherwise)
