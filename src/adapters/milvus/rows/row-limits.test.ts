import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IndexedChunk } from '../../../domain/chunk.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../../../domain/ids.ts'
import { batchesByBytes, fitRow, rowBytes, truncateBytes } from './row-limits.ts'
import { encodeRows } from '../wire/write-messages.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const row = (changes: Partial<IndexedChunk> = {}): IndexedChunk => ({
  id: chunkId(documentId, 0),
  companyId: parseCompanyId('00000000-0000-4000-8000-000000000002'),
  documentId,
  fileName: 'a.pdf',
  page: 1,
  title: 'A',
  tokens: 3,
  contentHash: 'f'.repeat(64),
  content: 'text',
  terms: 'text',
  embedding: new Float32Array(8),
  ...changes,
})

describe('row limits', () => {
  it('cut by bytes between characters, never more than needed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(80), (text, limit) => {
        const cut = truncateBytes(text, limit)
        expect(text.startsWith(cut)).toBe(true)
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(limit)
        const [next = ''] = text.slice(cut.length)
        if (cut !== text) expect(Buffer.byteLength(cut + next)).toBeGreaterThan(limit)
      }),
    )
  })

  it('fit every field of a row, and leave a row that fits untouched', () => {
    const small = row()
    expect(fitRow(small)).toBe(small)
    const fitted = fitRow(
      row({
        fileName: `${'ñ'.repeat(300)}.pdf`,
        title: '東'.repeat(400),
        content: '🙂'.repeat(9_000),
        terms: 'palabra '.repeat(9_000).trim(),
      }),
    )
    expect(Buffer.byteLength(fitted.fileName)).toBe(512)
    expect(Buffer.byteLength(fitted.title)).toBe(510)
    expect(Buffer.byteLength(fitted.content)).toBe(20_000)
    expect(Buffer.byteLength(fitted.terms)).toBeLessThanOrEqual(65_535)
    expect(fitted.terms.endsWith(' palabra')).toBe(true)
  })

  it('make batches that keep below the limit on the wire, with every row once and in order', () => {
    const rows = Array.from({ length: 50 }, (_, index) =>
      row({ id: chunkId(documentId, index), content: 'ñ'.repeat(index * 30) }),
    )
    const batches = batchesByBytes(rows, 20_000)
    expect(batches.flatMap((batch) => batch.rows)).toEqual(rows)
    expect(batches.length).toBeGreaterThan(3)
    for (const { bytes } of batches) expect(bytes).toBeLessThanOrEqual(20_000)
    const target = { database: 'default', collection: 'chunks', dimension: 8, terms: true }
    for (const batch of batches)
      expect(encodeRows('upsert', target, batch.rows).length).toBeLessThanOrEqual(batch.bytes + 500)
    expect(batchesByBytes([row({ content: 'x'.repeat(20_000) })], 1_000)).toHaveLength(1)
    expect(rowBytes(row())).toBeGreaterThan(encodeRows('upsert', target, [row()]).length / 2)
  })
})
