import { sql, type RawBuilder } from 'kysely'
import type { ChunkId, CompanyId, DocumentId } from '../../domain/ids.ts'
import { fromStoredOutline } from '../../domain/outline.ts'
import type { Passage } from '../../domain/passage.ts'
import type { Place } from '../../domain/place.ts'
import { vectorsBy } from '../../domain/units/labelled-vectors.ts'
import type { PassageStore } from '../../ports/passage-store.ts'
import { guarded, type Database } from './database.ts'
import { fromStoredPlace } from './place-columns.ts'
import { fromStoredTables } from './table-columns.ts'
import { textOr } from './text-or.ts'

export function createPassageStore(db: Database): PassageStore {
  return {
    load: (companyId, ids) =>
      guarded(async () => {
        if (ids.length === 0) return []
        const { rows } = await sql<PassageRow>`
          select chunk.embedding_id, chunk.document_id, chunk.content, chunk.metadata, chunk.char_start, chunk.char_end,
            chunk.heading_path, document.file_name
          ${liveChunks(companyId, ids)}`.execute(db)
        return rows.map(toPassage)
      }),

    pieceVectors: (companyId, ids, embedder) =>
      guarded(async () => {
        if (ids.length === 0) return new Map()
        const { rows } = await sql<{ embedding_id: string; piece_vectors: Uint8Array }>`
          select embedding_id, piece_vectors from document_chunks
          where company_id = ${companyId} and embedding_id = any(${[...ids]}::text[]) and piece_vectors is not null
        `.execute(db)
        const vectors = rows.map((row) => [row.embedding_id, vectorsBy(row.piece_vectors, embedder)] as const)
        // selected by these very ids
        return new Map(vectors.flatMap(([id, packed]) => (packed === null ? [] : [[id as ChunkId, packed]])))
      }),

    look: (companyId, { whole, beginning, length }) =>
      guarded(async () => {
        if (whole.length + beginning.length === 0) return { passages: [], beginnings: new Map() }
        const isWhole = sql`chunk.embedding_id = any(${[...whole]}::text[])`
        const { rows } = await sql<PassageRow>`
          select chunk.embedding_id, chunk.document_id, chunk.char_start, chunk.char_end, chunk.heading_path, document.file_name,
            case when ${isWhole} then chunk.content else left(chunk.content, ${length}::int) end as content,
            case when ${isWhole} then chunk.metadata end as metadata
          ${liveChunks(companyId, [...whole, ...beginning])}`.execute(db)
        const passages: Passage[] = []
        const beginnings = new Map<ChunkId, string>()
        const begun = new Set<string | null>(beginning)
        for (const row of rows) {
          // selected by these very ids
          if (begun.has(row.embedding_id)) beginnings.set(row.embedding_id as ChunkId, row.content)
          else passages.push(toPassage(row))
        }
        return { passages, beginnings }
      }),

    placesAt: (companyId, positions) =>
      guarded(async () => {
        if (positions.length === 0) return []
        const rows = await db
          .selectFrom('document_texts')
          .select([
            'document_id',
            sql<readonly [number, number, number][]>`layout -> 'pages'`.as('pages'),
            sql<'slide' | null>`layout ->> 'pageKind'`.as('page_kind'),
            sql<readonly [number, number][] | null>`layout -> 'ocr'`.as('ocr'),
            sql<boolean>`layout -> 'sheets' is not null`.as('has_sheets'),
          ])
          .where('company_id', '=', companyId)
          .where('document_id', 'in', [...new Set(positions.map((position) => position.documentId))])
          .execute()
        const texts = new Map(rows.map((row) => [row.document_id, row]))
        const places: (Place | null)[] = []
        for (const { documentId, position } of positions) {
          const text = texts.get(documentId)
          const page = text?.pages.findLast(([, start]) => start <= position)
          if (text !== undefined && page !== undefined) places.push(pagePlace(text, page[0]))
          else places.push(text?.has_sheets === true ? await rowAt(db, companyId, documentId, position) : null)
        }
        return places
      }),
  }
}

/** As text: a question asks three times, and the query builder takes longer to word it than the driver to send it. */
function liveChunks(companyId: CompanyId, ids: readonly ChunkId[]): RawBuilder<unknown> {
  return sql`
    from document_chunks as chunk inner join documents as document on document.id = chunk.document_id
    where chunk.company_id = ${companyId} and document.company_id = ${companyId} and chunk.embedding_id = any(${[...ids]}::text[])
      and document.status = 'processed' and document.deleted_at is null`
}

interface PagedText {
  readonly page_kind: 'slide' | null
  readonly ocr: readonly (readonly [number, number])[] | null
}

function pagePlace({ page_kind: kind, ocr }: PagedText, number: number): Place {
  if (kind !== null) return { kind, number }
  return { kind: 'page', number, ...(ocr?.some(([page]) => page === number) === true ? { ocr: true } : {}) }
}

/** The row of a sheet. Found by the database: a workbook may have a million of them. */
async function rowAt(
  db: Database,
  companyId: CompanyId,
  documentId: DocumentId,
  position: number,
): Promise<Place | null> {
  const found = await sql<{ name: string; number: number }>`
    select sheet ->> 0 as name, (line ->> 0)::int as number
    from document_texts, jsonb_array_elements(layout -> 'sheets') sheet, jsonb_array_elements(sheet -> 1) line
    where company_id = ${companyId} and document_id = ${documentId}
      and (line ->> 1)::int <= ${position} and (line ->> 2)::int > ${position}
    limit 1`.execute(db)
  const [row] = found.rows
  return row === undefined ? null : { kind: 'sheet', name: row.name, firstRow: row.number, lastRow: row.number }
}

interface PassageRow {
  readonly embedding_id: string | null
  readonly document_id: string
  readonly content: string
  readonly metadata: Record<string, unknown> | null
  readonly char_start: number | null
  readonly char_end: number | null
  readonly heading_path: readonly string[]
  readonly file_name: string
}

function toPassage(row: PassageRow): Passage {
  return {
    // selected by these very ids
    id: row.embedding_id as ChunkId,
    documentId: row.document_id as DocumentId,
    text: row.content,
    // chunks of the original have no offsets: their own text is then all there is
    start: row.char_start ?? 0,
    end: row.char_end ?? row.content.length,
    place: fromStoredPlace(row.metadata, row.heading_path),
    headingPath: row.heading_path,
    outline: fromStoredOutline(row.metadata?.['outline']),
    pieceVectors: null,
    tables: fromStoredTables(row.metadata),
    fileName: row.file_name,
    title: textOr(row.metadata?.['title'], null),
    documentTitle: textOr(row.metadata?.['document_title'], null),
  }
}
