import { expect, test } from 'vitest'
import type { PieceKind } from './pieces.ts'
import { isTitleAbove } from './title-above.ts'

const next = (kind: PieceKind) => ({ kind, start: 0, end: 9, text: 'something', block: 1 })

test('a title with a year right above a table is what the table is called', () => {
  expect(isTitleAbove('Sales of the branches in 2025', next('row'))).toBe(true)
  expect(isTitleAbove('Sales of the branches in 2025', next('sentence'))).toBe(false)
})

test.each(['COLOR (A4)', 'COLOR', 'Precios'])('"%s" is what stands under it', (line) => {
  expect(isTitleAbove(line, next('item'))).toBe(true)
})
