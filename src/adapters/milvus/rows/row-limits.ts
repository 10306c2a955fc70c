import type { IndexedChunk } from '../../../domain/chunk.ts'
import { maxBytes } from '../collection/collection-layout.ts'

/** Cuts a text to at most `limit` bytes of UTF-8, between characters. */
export function truncateBytes(text: string, limit: number): string {
  // A UTF-16 code unit takes at most three bytes.
  if (text.length * 3 <= limit || Buffer.byteLength(text) <= limit) return text
  const bytes = Buffer.from(text.slice(0, limit))
  let end = Math.min(limit, bytes.length)
  // Step back from the middle of a character: its later bytes begin with the bits 10.
  while (end > 0 && ((bytes[end] ?? 0) & 0b1100_0000) === 0b1000_0000) end--
  return bytes.toString('utf8', 0, end)
}

/** Cuts after a whole term. */
function truncateTerms(terms: string, limit: number): string {
  const cut = truncateBytes(terms, limit)
  if (cut.length === terms.length) return terms
  const lastSpace = cut.lastIndexOf(' ')
  return lastSpace > 0 ? cut.slice(0, lastSpace) : cut
}

/**
 * Makes a row fit the collection. Limits are bytes, so an accented name of 512 characters would be refused by the server
 * after all the expensive work. The full text stays in PostgreSQL; ids are never cut.
 */
export function fitRow(row: IndexedChunk): IndexedChunk {
  const content = truncateBytes(row.content, maxBytes.content)
  const fileName = truncateBytes(row.fileName, maxBytes.file_name)
  const title = truncateBytes(row.title, maxBytes.title)
  const terms = truncateTerms(row.terms, maxBytes.terms)
  const same = content === row.content && fileName === row.fileName && title === row.title && terms === row.terms
  return same ? row : { ...row, content, fileName, title, terms }
}

/** Ids, hash, numbers and the tags between them. */
const otherBytes = 400

/** Bytes a row takes in a request, never too few. */
export function rowBytes(row: IndexedChunk): number {
  const { content, terms, fileName, title, embedding } = row
  const short = (fileName.length + title.length) * 3
  return embedding.byteLength + Buffer.byteLength(content) + Buffer.byteLength(terms) + short + otherBytes
}

export interface RowBatch {
  readonly rows: readonly IndexedChunk[]
  /** On the wire, at most. */
  readonly bytes: number
}

/** Cuts rows into requests of at most `limit` bytes; a row that is larger alone goes alone. */
export function batchesByBytes(rows: readonly IndexedChunk[], limit: number): readonly RowBatch[] {
  const batches: RowBatch[] = []
  let start = 0
  let bytes = 0
  rows.forEach((row, index) => {
    const size = rowBytes(row)
    if (index > start && bytes + size > limit) {
      batches.push({ rows: rows.slice(start, index), bytes })
      start = index
      bytes = 0
    }
    bytes += size
  })
  if (rows.length > start) batches.push({ rows: rows.slice(start), bytes })
  return batches
}
