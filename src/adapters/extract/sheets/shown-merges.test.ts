import { describe, expect, it } from 'vitest'
import { growthOf, linearGrowth } from '../../../../test/harness/growth.ts'
import { maxColumns } from './grid.ts'
import type { CellRange, GridRow } from './grid.ts'
import { createHiddenTexts, withShownMerges } from './shown-merges.ts'

const range = (firstRow: number, lastRow: number, firstColumn: number, lastColumn: number): CellRange => ({
  firstRow,
  lastRow,
  firstColumn,
  lastColumn,
})

function shown(rows: readonly GridRow[], merged: readonly CellRange[], hidden: readonly [number[], number[]]) {
  const texts = createHiddenTexts()
  texts.add(1, 0, 'Tarifa')
  texts.add(2, 0, 'Norte')
  const columns = new Uint8Array(maxColumns)
  for (const column of hidden[1]) columns[column] = 1
  const all = { rows: new Set(hidden[0]), columns, texts }
  const { rows: said, merged: seen } = withShownMerges({ rows, merged }, all, () => undefined)
  return {
    rows: said.map(({ number, cells }) => [number, ...cells.map(({ column, text }) => `${column} ${text}`)]),
    seen,
  }
}

describe('merged cells that are hidden in part', () => {
  const row = (number: number): GridRow => ({ number, cells: [{ column: 1, text: 'Lugo' }] })

  it('say what they say in the first column that is seen', () => {
    const { rows, seen } = shown([row(2)], [range(1, 1, 0, 3)], [[], [0, 1]])
    expect(rows).toEqual([
      [1, '2 Tarifa'],
      [2, '1 Lugo'],
    ])
    expect(seen).toEqual([range(1, 1, 2, 3)])
  })

  it('say what they say in the first row that is seen', () => {
    const { rows, seen } = shown([row(4), row(5)], [range(2, 5, 0, 0)], [[2, 3], []])
    expect(rows).toEqual([
      [4, '0 Norte', '1 Lugo'],
      [5, '1 Lugo'],
    ])
    expect(seen).toEqual([range(4, 5, 0, 0)])
  })

  it('are nothing where none of them is seen, and stay where the first one is', () => {
    const { rows, seen } = shown([row(4)], [range(2, 3, 0, 0), range(4, 6, 1, 2)], [[2, 3, 5], []])
    expect(rows).toEqual([[4, '1 Lugo']])
    expect(seen).toEqual([range(4, 6, 1, 2)])
  })

  it('take as long as there are of them, also where all begin in one cell', async () => {
    const make = (count: number): readonly CellRange[] => Array<CellRange>(count).fill(range(1, 2, 0, 0))
    const work = (merged: readonly CellRange[]): unknown => shown([row(2)], merged, [[1], []])
    expect(await growthOf(make, 4_000, work)).toBeLessThan(linearGrowth)
  })
})
