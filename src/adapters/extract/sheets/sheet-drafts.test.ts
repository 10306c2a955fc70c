import { expect, it } from 'vitest'
import { sheetDrafts } from './sheet-drafts.ts'

const row = (number: number, columns: number) => ({
  number,
  cells: Array.from({ length: columns }, (_, column) => ({ column, text: `${number}` })),
})

it('one long row far down makes no others long, and costs its own places only', () => {
  const rows = Array.from({ length: 100 }, (_, at) => row(at + 1, at === 80 ? 60 : at % 2 === 0 ? 3 : 2))
  let spent = 0
  const drafts = sheetDrafts('', { rows, merged: [] }, (chars) => (spent += chars))
  expect(drafts[0]?.text).toBe('1 | 1 | 1')
  expect(drafts[1]?.text).toBe('2 | 2 | ')
  expect(drafts[80]?.text.split(' | ')).toHaveLength(60)
  expect(drafts[99]?.text).toBe('100 | 100 | ')
  expect(spent).toBe((99 * 3 + 60) * 2)
})
