import { describe, expect, it } from 'vitest'
import { fillGrid } from './table-grid.ts'

function beside(merged: string): string[][] {
  return fillGrid([
    { cells: [{ text: merged, rows: 2 }, { text: 'Gravel, sandy' }] },
    { cells: [{ text: 'Marl, grey' }] },
  ])
}

describe('what a cell says that spans rows', () => {
  it('is said in each of them, a telephone as well', () => {
    expect(beside('Neogene')).toEqual([
      ['Neogene', 'Gravel, sandy'],
      ['Neogene', 'Marl, grey'],
    ])
    expect(beside('+34 912 34 56 78')[1]).toEqual(['+34 912 34 56 78', 'Marl, grey'])
  })

  it('is said once where it is the marks of a scale', () => {
    expect(beside('100 200 300 400 500 600 700 800 900')).toEqual([
      ['100 200 300 400 500 600 700 800 900', 'Gravel, sandy'],
      ['', 'Marl, grey'],
    ])
  })
})
