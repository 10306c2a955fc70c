import { expect, test } from 'vitest'
import { listPages } from './contents-rows.ts'

const headings = ['2. Vendimia', '3. Riego']

test('titles with their pages list what stands behind them', () => {
  expect(listPages(['1. Poda | 1', '2. Vendimia | 2', '3. Riego | 2'], headings)).toBe(true)
})

test.each([
  [['Peras | 1', 'Uvas | 2', 'Higos | 3']],
  [['1. Poda | 3', '2. Vendimia | 2', '3. Riego | 1']],
  [['2. Vendimia | 2', '3. Riego | 2']],
  [['1. Poda | enero', '2. Vendimia | 2', '3. Riego | 2']],
])('rows that go back, say more than a page or name no headings are none: %j', (rows) => {
  expect(listPages(rows, headings)).toBe(false)
})
