import { expect, test } from 'vitest'
import type { Block, ExtractedText } from '../../../domain/extracted.ts'
import { warning } from '../../../domain/warnings/warning.ts'
import { fromStoredLayout, toStoredLayout } from './stored-layout.ts'

function extracted(lines: number): ExtractedText {
  const blocks = Array.from({ length: lines }, (_, line): Block => {
    const place = { start: line * 2, end: line * 2 + 1 }
    return line % 7 === 0 ? { kind: 'heading', level: 2, ...place } : { kind: 'paragraph', ...place }
  })
  return {
    text: 'x\n'.repeat(lines),
    blocks,
    pages: [{ number: 1, start: 0, end: 3 }],
    pagesApproximate: false,
    sheets: [{ name: 'Hoja', rows: [{ number: 2, start: 0, end: 1 }] }],
    ocr: [{ page: 1, confidence: 0.9 }],
    attachments: [{ part: '1.2', name: 'cuentas.pdf' }],
    tables: [
      { start: 0, end: 3, heads: ['a', 'b'] },
      { start: 4, end: 9, heads: ['c', 'd'], body: 8 },
    ],
    title: 'Título',
    warnings: [warning('page_without_text', { page: 1 })],
  }
}

test('a text comes back as it was stored', async () => {
  for (const lines of [0, 1, 12_345]) {
    const before = extracted(lines)
    const stored: unknown = JSON.parse(await toStoredLayout(before))
    expect(await fromStoredLayout(before.text, stored)).toEqual(before)
  }
})

test('neither writing nor reading does more than five thousand blocks without letting others run', async () => {
  let breaths = 0
  const breathe = () => {
    breaths += 1
    return undefined
  }
  const before = extracted(52_000)
  const stored: unknown = JSON.parse(await toStoredLayout(before, breathe))
  expect(breaths).toBe(11)
  await fromStoredLayout(before.text, stored, breathe)
  expect(breaths).toBe(22)
})

test('a text that other rules have read is read once more', async () => {
  const stored = JSON.parse(await toStoredLayout(extracted(1))) as Record<string, unknown>
  expect(await fromStoredLayout('x', { ...stored, version: 0 })).toBeNull()
  // of the first version, which did not tell it, and kept blocks otherwise
  expect(await fromStoredLayout('x', { blocks: [['paragraph', 0, 0, 1]], pages: [], title: null })).toBeNull()
})
