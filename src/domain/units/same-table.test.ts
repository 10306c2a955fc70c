import { expect, test } from 'vitest'
import { isSameTable } from './same-table.ts'

const line = (start: number, text: string) => ({ start, end: start + text.length, text })
const [first, second] = [
  { start: 0, end: 20, heads: ['a', 'b'] },
  { start: 22, end: 40, heads: ['c', 'd'] },
]

test('rows of tables with names are told apart by the table they stand in', () => {
  expect(isSameTable(line(0, 'a | b'), line(6, '1 | 2'), '\n', [first, second])).toBe(true)
  expect(isSameTable(line(6, '1 | 2'), line(22, 'c | d'), '\n\n', [first, second])).toBe(false)
})

test('rows without names go on with what stands above, unless set apart and with other cells', () => {
  expect(isSameTable(line(6, '1 | 2'), line(50, '3 | 4'), '\n\n', [first])).toBe(true)
  expect(isSameTable(line(6, '1 | 2'), line(50, '3 | 4 | 5'), '\n\n', [first])).toBe(false)
  expect(isSameTable(line(50, '3 | 4'), line(56, 'Total'), '\n', [first])).toBe(true)
})
