import { expect, test } from 'vitest'
import type { IndexedChunk } from '../../domain/chunk.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import { compareRows, roundedRows } from './compare-rows.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const documentId = parseDocumentId('00000000-0000-4000-8000-0000000000d1')

function row(index: number, more: Partial<IndexedChunk> = {}): IndexedChunk {
  const content = `texto ${index}`
  const fields = { fileName: 'a.txt', page: null, title: '', tokens: 2, contentHash: String(index), content, terms: '' }
  const embedding = Float32Array.of(0.6, 0.8, index)
  return { id: chunkId(documentId, index), companyId, documentId, ...fields, embedding, ...more }
}
const rows = () => [row(0), row(1), row(2)]
const truth = rows().map(({ id, content }) => ({ id, content }))

/** To the bit. */
const compare = (known: typeof truth, from: readonly IndexedChunk[], to: readonly IndexedChunk[]) =>
  compareRows(known, { from, to }, null)

/** The smallest change a float32 can have. */
function withOneBitFlipped({ embedding, ...rest }: IndexedChunk): IndexedChunk {
  const copy = Float32Array.from(embedding)
  const bits = new Uint32Array(copy.buffer)
  bits[0] = (bits[0] ?? 0) ^ 1
  return { ...rest, embedding: copy }
}

test('the same rows in any order, with any terms, differ in nothing', () => {
  expect(compare(truth, rows(), rows().toReversed())).toBeNull()
  expect(
    compare(
      truth,
      rows(),
      rows().map((one) => ({ ...one, terms: 'text' })),
    ),
  ).toBeNull()
})

test.each<[string, readonly IndexedChunk[], string]>([
  ['a missing row', [row(0), row(2)], '1 chunk missing in the new collection'],
  ['a row too many', [...rows(), row(3)], '1 chunk too many in the new collection'],
  ['a row that is there twice', [...rows(), row(1)], '1 chunk twice in the new collection'],
  ['one flipped bit in a vector', [row(0), withOneBitFlipped(row(1)), row(2)], '1 chunk with other fields or vectors'],
  [
    'a changed text',
    [row(0), row(1, { content: 'otro' }), row(2)],
    '1 chunk with another text than in PostgreSQL, 1 chunk with other',
  ],
  [
    'a row of another company',
    [row(0), row(1, { companyId: parseCompanyId('00000000-0000-4000-8000-0000000000c2') }), row(2)],
    '1 chunk with other',
  ],
  [
    'swapped ids',
    [row(0, { id: row(1).id }), row(1, { id: row(0).id }), row(2)],
    '2 chunks with another text than in PostgreSQL',
  ],
  ['another file name', [row(0), row(1, { fileName: 'b.txt' }), row(2)], '1 chunk with other'],
])('finds %s', (_what, to, said) => {
  expect(compare(truth, rows(), to)).toContain(said)
})

test('tells which side lacks what PostgreSQL has', () => {
  expect(compare(truth, [row(0)], rows())).toBe('2 chunks missing in the old collection')
})

test('a text that is longer than a store keeps may be cut there, at its last character, and nowhere else', () => {
  const long = { content: `${'ñ'.repeat(9_999)}a€${'z'.repeat(5)}`, fileName: `${'x'.repeat(511)}ñ.txt` }
  const cut = (bytes: number) => ({ content: long.content.slice(0, bytes), fileName: 'x'.repeat(511) })
  const whole = [{ id: chunkId(documentId, 0), content: long.content }]
  // 9,999 times two bytes and one: the next character has three
  expect(compare(whole, [row(0, long)], [row(0, cut(10_000))])).toBeNull()
  expect(compare(whole, [row(0, cut(10_000))], [row(0, long)])).toBeNull()
  const told = '1 chunk with another text than in PostgreSQL, 1 chunk with other fields or vectors'
  expect(compare(whole, [row(0, long)], [row(0, cut(9_000))])).toBe(told)
  expect(compare(whole, [row(0, long)], [row(0, { ...long, content: `${long.content}z` })])).toBe(told)
})

test('a target that rounds vectors is the same within what its rounding makes, and everything else is found all the same', () => {
  const rounded = ({ embedding, ...rest }: IndexedChunk) => ({
    ...rest,
    embedding: embedding.map((one) => one * 1.0005),
  })
  const within = (to: readonly IndexedChunk[]) => compareRows(truth, { from: rows(), to }, 'float16')
  const to = rows().map(rounded)
  expect(compare(truth, rows(), to)).toBe('3 chunks with other fields or vectors')
  expect(within(to)).toBeNull()
  expect(roundedRows({ from: rows(), to: [row(0), ...to.slice(1)] })).toEqual({
    rounded: 2,
    deviation: expect.closeTo(0.0005, 4),
  })
  const wrong = ({ embedding, ...rest }: IndexedChunk) => ({ ...rest, embedding: embedding.with(0, -0.6) })
  expect(within(to.map(wrong))).toBe('3 chunks with other fields or vectors')
  expect(within(to.with(0, { ...rounded(row(0)), page: 4 }))).toBe('1 chunk with other fields or vectors')
  expect(within(to.with(0, { ...rounded(row(0)), content: 'otro' }))).toContain('another text than in PostgreSQL')
  expect(within(to.slice(1))).toBe('1 chunk missing in the new collection')
})
