import { cellDivider, type Table } from './extracted.ts'
import type { ChunkId, CompanyId, DocumentId } from './ids.ts'
import type { Place } from './place.ts'

/** An indexed piece of a document. `text` is exactly `extracted.text.slice(start, end)`. */
export interface Chunk {
  readonly index: number
  readonly text: string
  /** Positions in the stored text of the document, UTF-16 code units, end exclusive. */
  readonly start: number
  readonly end: number
  /** Where the chunk begins; null when the document has neither numbered parts nor headings there. */
  readonly place: Place | null
  /** Headings above the chunk, outermost first. */
  readonly headingPath: readonly string[]
  /** Tables it holds rows of, positions as in `start`: they tell the names of the columns of each row. */
  readonly tables: readonly Table[]
  /** Tokens of the text that is embedded (heading path included), counted by the embedder's tokenizer. */
  readonly tokens: number
  /** SHA-256 of the chunk's text, hexadecimal. */
  readonly contentHash: string
}

/**
 * The text that is embedded and analysed for a chunk: its heading path, the names of the columns of a table that began
 * before it, then its own text. Headings that the text itself begins with are not said twice.
 */
export function indexedText(chunk: Pick<Chunk, 'headingPath' | 'text' | 'start' | 'tables'>): string {
  const { headingPath, text } = chunk
  let above = 0
  while (above < headingPath.length && !beginsWithAll(text, headingPath.slice(above))) above += 1
  const lines = above === 0 ? [] : [headingPath.slice(0, above).join(' > ')]
  const [table] = chunk.tables
  if (table !== undefined && table.start < chunk.start) lines.push(headLine(table))
  return [...lines, text].join('\n')
}

/** The names of the columns as a row of the table. */
export function headLine({ heads }: Table): string {
  return heads.join(cellDivider)
}

function beginsWithAll(text: string, headings: readonly string[]): boolean {
  let at = 0
  for (const heading of headings) {
    if (!text.startsWith(heading, at)) return false
    at += heading.length
    while (text[at] === '\n' || text[at] === ' ') at += 1
  }
  return true
}

/** One row of a collection in a vector store. Field names on the wire are those of the original's collection. */
export interface IndexedChunk {
  readonly id: ChunkId
  readonly companyId: CompanyId
  readonly documentId: DocumentId
  readonly fileName: string
  /** −1 in the store when null. */
  readonly page: number | null
  /** Short label the original's clients show. */
  readonly title: string
  readonly tokens: number
  readonly contentHash: string
  readonly content: string
  /** Analysed terms joined by one space; letters and digits only. Empty when nothing is left. */
  readonly terms: string
  readonly embedding: Float32Array
}
