import { createHash } from 'node:crypto'
import { keptBytes, type IndexedChunk } from '../../domain/chunk.ts'
import { deviationOf, isWithin, type VectorTolerance } from '../../domain/vector-tolerance.ts'
import type { ChunkTruth } from '../../ports/moves/moving-documents.ts'
import { sameText } from './same-text.ts'

/** The rows of one document on both sides. */
export interface RowsOfSides {
  readonly from: readonly IndexedChunk[]
  readonly to: readonly IndexedChunk[]
}

/**
 * What differs between the rows of a document on both sides and its chunks in PostgreSQL, in words; null when nothing does.
 * Compared are the set of keys on each side with PostgreSQL's, the text with PostgreSQL's, and a hash of each row's key,
 * company, document, fields and the bytes of its float32 vector between the sides. A text that is longer than a store keeps may be cut.
 * @param tolerance how far the numbers of a vector may be from those of the other side; null: its bytes must be the same.
 */
export function compareRows(
  truth: readonly ChunkTruth[],
  { from, to }: RowsOfSides,
  tolerance: VectorTolerance | null,
): string | null {
  const [ours, theirs] = [rowsByKey(from), rowsByKey(to)]
  const found: string[] = []
  const say = (count: number, what: string) => {
    if (count > 0) found.push(`${count} ${count === 1 ? 'chunk' : 'chunks'} ${what}`)
  }
  const keys = new Set<string>(truth.map(({ id }) => id))
  say(from.length - ours.size, 'twice in the old collection')
  say(to.length - theirs.size, 'twice in the new collection')
  say(truth.filter(({ id }) => !ours.has(id)).length, 'missing in the old collection')
  say(truth.filter(({ id }) => !theirs.has(id)).length, 'missing in the new collection')
  say([...ours.keys()].filter((id) => !keys.has(id)).length, 'too many in the old collection')
  say([...theirs.keys()].filter((id) => !keys.has(id)).length, 'too many in the new collection')
  say(
    truth.filter(({ id, content }) => differsIn(theirs.get(id), content)).length,
    'with another text than in PostgreSQL',
  )
  const both = [...ours].filter(([id]) => theirs.has(id))
  say(both.filter(([id, row]) => isOther(row, theirs.get(id) ?? row, tolerance)).length, 'with other fields or vectors')
  return found.length === 0 ? null : found.join(', ')
}

/** Whether there are rows with keys that none of the chunks has. */
export function hasSurplus(chunks: readonly { readonly id: string }[], rows: readonly IndexedChunk[]): boolean {
  const keys = new Set(chunks.map(({ id }) => id))
  return rows.some(({ id }) => !keys.has(id))
}

/** Rows of the new side whose vectors are not those of the old one to the bit, and the most that a number of them deviates. */
export function roundedRows({ from, to }: RowsOfSides): { readonly rounded: number; readonly deviation: number } {
  const ours = rowsByKey(from)
  const deviations = to.flatMap(({ id, embedding }) => {
    const own = ours.get(id)?.embedding
    return own === undefined || bytesOf(own).equals(bytesOf(embedding)) ? [] : [deviationOf(own, embedding)]
  })
  return { rounded: deviations.length, deviation: Math.max(0, ...deviations) }
}

const rowsByKey = (rows: readonly IndexedChunk[]) => new Map<string, IndexedChunk>(rows.map((row) => [row.id, row]))

const differsIn = (row: IndexedChunk | undefined, content: string) =>
  row !== undefined && !sameText(row.content, content, keptBytes.content)

const texts = ['content', 'fileName', 'title'] as const

const isOther = (one: IndexedChunk, other: IndexedChunk, tolerance: VectorTolerance | null) =>
  texts.some((text) => !sameText(one[text], other[text], keptBytes[text])) ||
  (tolerance === null
    ? rowHash(one) !== rowHash(other)
    : fieldsOf(one) !== fieldsOf(other) || !isWithin(tolerance, one.embedding, other.embedding))

/** Of all but the texts. Terms are left out too: they are made of the text, and not every store gives them back. */
const rowHash = (row: IndexedChunk) =>
  createHash('sha256').update(fieldsOf(row)).update(bytesOf(row.embedding)).digest('base64')

const fieldsOf = ({ id, companyId, documentId, page, tokens, contentHash }: IndexedChunk) =>
  JSON.stringify([id, companyId, documentId, page, tokens, contentHash])

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => Buffer.from(buffer, byteOffset, byteLength)
