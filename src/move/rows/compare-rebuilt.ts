import { keptBytes, type IndexedChunk } from '../../domain/chunk.ts'
import { lengthWithin, type VectorTolerance } from '../../domain/vector-tolerance.ts'
import { sameText } from './same-text.ts'

/** Vectors of the same text from the same model on another processor; those of other texts are far below. */
const sameVector = 0.999
/** A unit vector that went through float32. */
const lengthTolerance = 1e-4

/**
 * What differs between the rows that were made anew and what PostgreSQL says they must be, in words; null when nothing does.
 * @param expected with the vectors that were made once more for this; those of the others are empty and only looked at for
 *   their length.
 * @param tolerance of the numbers of a vector, beyond what another processor makes of them; null: none.
 */
export function compareRebuilt(
  expected: readonly IndexedChunk[],
  rows: readonly IndexedChunk[],
  tolerance: VectorTolerance | null,
): string | null {
  const there = new Map<string, IndexedChunk>(rows.map((row) => [row.id, row]))
  const wanted = new Set<string>(expected.map(({ id }) => id))
  const both = expected.flatMap((row) => {
    const found = there.get(row.id)
    return found === undefined ? [] : [{ row, found }]
  })
  const counts: readonly (readonly [number, string])[] = [
    [rows.length - there.size, 'twice in the new collection'],
    [expected.length - both.length, 'missing in the new collection'],
    [[...there.keys()].filter((id) => !wanted.has(id)).length, 'too many in the new collection'],
    [both.filter(({ row, found }) => isOther(row, found, 'content')).length, 'with another text than in PostgreSQL'],
    [both.filter(({ row, found }) => haveOtherFields(row, found)).length, 'with other fields'],
    [
      both.filter(({ row, found }) => !isVectorOf(found, row, tolerance)).length,
      'with another vector than their text has',
    ],
  ]
  const found = counts.flatMap(([count, what]) =>
    count > 0 ? [`${count} ${count === 1 ? 'chunk' : 'chunks'} ${what}`] : [],
  )
  return found.length === 0 ? null : found.join(', ')
}

const isOther = (one: IndexedChunk, other: IndexedChunk, text: keyof typeof keptBytes) =>
  !sameText(one[text], other[text], keptBytes[text])

const haveOtherFields = (one: IndexedChunk, other: IndexedChunk) =>
  fields(one) !== fields(other) || isOther(one, other, 'fileName') || isOther(one, other, 'title')

const fields = ({ companyId, documentId, page, tokens, contentHash }: IndexedChunk) =>
  JSON.stringify([companyId, documentId, page, tokens, contentHash])

function isVectorOf({ embedding }: IndexedChunk, expected: IndexedChunk, tolerance: VectorTolerance | null): boolean {
  const slack = tolerance === null ? 0 : lengthWithin(tolerance, embedding)
  if (Math.abs(Math.hypot(...embedding) - 1) > lengthTolerance + slack) return false
  if (expected.embedding.length === 0) return true
  return expected.embedding.reduce((sum, value, at) => sum + value * (embedding[at] ?? 0), 0) >= sameVector - slack
}
