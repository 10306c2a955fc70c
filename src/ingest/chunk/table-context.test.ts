import { expect, test } from 'vitest'
import { createTableContext } from './table-context.ts'

const count = (text: string): number => text.split(/\s+/u).length
const tables = [
  { start: 0, end: 10, heads: ['a', 'b'] },
  { start: 20, end: 30, heads: ['uno dos tres cuatro cinco seis siete ocho nueve diez', 'b'] },
  { start: 30, end: 40, heads: Array.from({ length: 100 }, (_, at) => `columna ${at}`) },
]

test('tables are found by any part of them', () => {
  const context = createTableContext(tables, 1_000, count)
  const between = (start: number, end: number) => context.between(start, end).map((table) => table.start)
  expect(between(0, 5)).toEqual([0])
  expect(between(9, 21)).toEqual([0, 20])
  expect(between(10, 20)).toEqual([])
  expect(between(25, 100)).toEqual([20, 30])
})

test('names that take too much room are cut, and not said where that does not help', () => {
  const context = createTableContext(tables, 10, count)
  expect(context.between(20, 40).map(({ heads }) => heads)).toEqual([['uno dos tres cuatro', 'b']])
  expect(context.tokens(20, 40)).toBeLessThanOrEqual(10)
})
