import { expect, test } from 'vitest'
import { isDrawing } from './drawing.ts'
import type { Lattice } from './lattice.ts'
import type { BandCell } from './split-band.ts'

const xs = [0, 100, 200, 300]
const ys = [600, 500, 400, 300, 200]

/** A grid all of whose columns are parted, and its rows behind those. */
function grid(...below: readonly number[]): Lattice {
  const lattice: Lattice = {
    xs,
    ys,
    hasRight: () => true,
    hasBelow: (row) => below.includes(row),
    isUnderlined: () => false,
    drawnOf: () => 400,
    withoutEdges: () => lattice,
  }
  return lattice
}

const piece = { text: 'Caja', left: 10, right: 40, baseline: 550, size: 10 }
const cell = (rows: number, said: boolean): BandCell => ({ text: '', rows, columns: 1, pieces: said ? [piece] : [] })

test('boxes half of which are several rows high are a drawing, however many of their edges are drawn', () => {
  const boxes = [[cell(2, true), cell(2, true), cell(2, false)], [], [cell(2, true), cell(2, true), cell(2, false)], []]
  expect(isDrawing(grid(1), boxes)).toBe(true)
})

test('a table with a merged cell is none, though a third of it is empty', () => {
  const row = [cell(1, true), cell(1, false), cell(1, true)]
  const merged = [[cell(2, true), cell(1, true), cell(1, false)], [cell(1, false), cell(1, true)], row, row]
  expect(isDrawing(grid(0, 1, 2), merged)).toBe(false)
})
