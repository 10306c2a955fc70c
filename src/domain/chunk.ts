import { cellDivider, type Table } from './extracted.ts'
import type { ChunkId, CompanyId, DocumentId } from './ids.ts'
import type { Outline } from './outline.ts'
import type { Place } from './place.ts'
import { cutText } from './text/cut-text.ts'
import { withoutEnding } from './text/without-ending.ts'

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
  /** Where its rows, items, paragraphs and headings begin and end. */
  readonly outline: Outline
  /** Tables it holds rows of, positions as in `start`: they tell the names of the columns of each row. */
  readonly tables: readonly Table[]
  /** Tokens of the text that is embedded (heading path included), counted by the embedder's tokenizer. */
  readonly tokens: number
  /** SHA-256 of the chunk's text, hexadecimal. */
  readonly contentHash: string
}

/** Longest title said before a chunk; a longer one is a sentence. */
const longestTitle = 120

/**
 * The text that is embedded for a chunk: the title of its document, its heading path, the names of the columns of a table that
 * began before it, then its own text. What the text itself begins with, or the path holds, is not said twice.
 */
export function indexedText(
  chunk: Pick<Chunk, 'headingPath' | 'text' | 'start' | 'tables'>,
  title: string | null = null,
): string {
  const { text } = chunk
  const headings = withTitle(chunk, title)
  let above = 0
  while (above < headings.length && !beginsWithAll(text, headings.slice(above))) above += 1
  const lines = above === 0 ? [] : [headings.slice(0, above).join(' > ')]
  const [table] = chunk.tables
  if (table !== undefined && table.start < chunk.start) lines.push(headLine(table))
  return [...lines, text].join('\n')
}

/** The names of the columns as a row of the table. */
export function headLine({ heads }: Table): string {
  return heads.join(cellDivider)
}

/** A title that takes more than this share of a chunk is left out. */
const titleShare = 0.25

/** The title that is said with each chunk of a document; null when it has none, or one that would leave too little room. */
export function saidTitle(
  title: string | null,
  { targetTokens, countTokens }: { readonly targetTokens: number; readonly countTokens: (text: string) => number },
): string | null {
  if (title === null) return null
  const said = indexedText({ headingPath: [], text: '', start: 0, tables: [] }, title)
  return countTokens(said) <= titleShare * targetTokens ? title : null
}

/**
 * The text whose words are searched: the name of the file as words, then what is embedded. The title and each heading weigh as often
 * as they stand there, which is BM25 over several fields with one length for all.
 */
export function searchedText(
  chunk: Pick<Chunk, 'headingPath' | 'text' | 'start' | 'tables'>,
  document: { readonly fileName: string; readonly title: string | null },
): string {
  return `${wordsOfName(document.fileName)}\n${indexedText(chunk, document.title)}`
}

/** `Proyecto_Beta-v2.pdf` and `ProyectoBetaV2.pdf` are found by their words; the ending is what kind of file it is. */
export function wordsOfName(fileName: string): string {
  return withoutEnding(fileName)
    .replace(/_/gu, ' ')
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
}

function withTitle(
  { headingPath, text }: Pick<Chunk, 'headingPath' | 'text'>,
  title: string | null,
): readonly string[] {
  if (title === null || headingPath.includes(title) || text.startsWith(title)) return headingPath
  return [cutText(title, longestTitle), ...headingPath]
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

/** Bytes of UTF-8 that the strictest store keeps of a text, cut between characters; PostgreSQL has all of it. */
export const keptBytes = { content: 20_000, fileName: 512, title: 512 } as const
