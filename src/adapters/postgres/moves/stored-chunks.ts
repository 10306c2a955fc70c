import { sql } from 'kysely'
import { fromStoredOutline } from '../../../domain/outline.ts'
import { pageNumber } from '../../../domain/place.ts'
import { addVectors } from '../../../domain/units/labelled-vectors.ts'
import type { StoredChunks } from '../../../ports/moves/stored-chunks.ts'
import { guarded, type Database } from '../database.ts'
import { fromStoredPlace } from '../place-columns.ts'
import { fromStoredTables } from '../table-columns.ts'
import { toBuffer } from '../to-buffer.ts'
import { textOr } from '../text-or.ts'

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
          .select(['chunk_index', 'content', 'metadata', 'char_start', 'heading_path', 'vector_digest'])
          .where('company_id', '=', companyId)
          .where('document_id', '=', documentId)
          .orderBy('chunk_index')
          .execute()
        const chunks = rows.map(({ chunk_index, content, metadata, char_start, heading_path, vector_digest }) => ({
          index: chunk_index,
          text: content,
          start: char_start ?? 0,
          page: pageNumber(fromStoredPlace(metadata, heading_path)),
          headingPath: heading_path,
          outline: fromStoredOutline(metadata?.['outline']),
          tables: fromStoredTables(metadata),
          label: textOr(metadata?.['title'], ''),
          tokens: typeof metadata?.['tokens'] === 'number' ? metadata['tokens'] : null,
          contentHash: textOr(metadata?.['content_hash'], null),
          vectorDigest: vector_digest,
        }))
        return { fileName: document.file_name, title: document.title, chunks }
      }),

    saveMade: ({ companyId, documentId }, made, other) =>
      guarded(async () => {
        const stored = await db
          .selectFrom('document_chunks')
          .select(['chunk_index', 'piece_vectors'])
          .where('company_id', '=', companyId)
          .where('document_id', '=', documentId)
          .execute()
        const before = new Map(stored.map((row) => [row.chunk_index, row.piece_vectors]))
        const indexes = made.map(({ index }) => index)
        const vectors = made.map((one) => toBuffer(addVectors(before.get(one.index) ?? null, one.pieceVectors, other)))
        const digests = made.map((one) => toBuffer(one.vectorDigest))
        await sql`
          update document_chunks set piece_vectors = made.vectors, vector_digest = made.digest
          from unnest(${indexes}::int[], ${vectors}::bytea[], ${digests}::bytea[]) as made (index, vectors, digest)
          where company_id = ${companyId} and document_id = ${documentId} and chunk_index = made.index
        `.execute(db)
      }),
  }
}
