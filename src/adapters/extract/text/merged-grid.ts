import type { GridCell, GridRow } from '../layout/table-grid.ts'
import type { FoundTable } from './ruler-tables.ts'

const border = /^\+(?:[:=-]+\+){1,100}$/
const mostLines = 2_000
const mostWidth = 1_000

/**
 * The table drawn with pipes and rules that begins at a line and has merged cells, whose borders have gaps (Pandoc, reStructuredText);
 * null for every other one, and for a drawing of boxes, whose parts are no rectangles beside each other.
 */
export function mergedGrid(lines: readonly string[], from: number): FoundTable | null {
  // What begins further down is a part of a drawing that is none.
  if (!border.test((lines[from] ?? '').trim()) || /^\s*[+|]/.test(lines[from - 1] ?? '')) return null
  const indent = (lines[from] ?? '').length - (lines[from] ?? '').trimStart().length
  const drawn: string[] = []
  for (const line of lines.slice(from, from + mostLines)) {
    if (!/^[+|].*[+|]$/.test(line.trim())) break
    drawn.push(line.slice(indent).trimEnd())
  }
  const width = drawn[0]?.length ?? 0
  while (drawn.length > 0 && !border.test(drawn.at(-1) ?? '')) drawn.pop()
  if (drawn.length < 3 || width > mostWidth || drawn.some((line) => line.length !== width)) return null
  const edges = edgesOf(drawn)
  if (drawn.every((line) => !isStroke(line, edges) || edges.every((at) => line.charAt(at) === '+'))) return null
  const rows = edges.length < 3 ? null : rowsOf(drawn, edges)
  return rows === null ? null : { from, to: from + drawn.length, rows }
}

/** Where a column may begin or end: a crossing of some border. */
function edgesOf(lines: readonly string[]): readonly number[] {
  const edges = new Set<number>()
  for (const line of lines) {
    for (const { index } of line.matchAll(/\+(?=[:=+-]|$)|(?<=[:=-])\+/g)) edges.add(index)
  }
  return [...edges].toSorted((a, b) => a - b)
}

/** Whether a border is drawn below some of the columns. */
function isStroke(line: string, edges: readonly number[]): boolean {
  return edges.some((edge, at) => at > 0 && isDrawn(line, edges[at - 1] ?? 0, edge))
}

function isDrawn(line: string, from: number, to: number): boolean {
  return to - from > 1 && /^[:=+-]+$/.test(line.slice(from + 1, to)) && /[+|]/.test(line.charAt(from))
}

function rowsOf(lines: readonly string[], edges: readonly number[]): readonly GridRow[] | null {
  const strokes = lines.flatMap((line, at) => (isStroke(line, edges) ? [at] : []))
  const heads = strokes.find((at) => at > 0 && /=/.test(lines[at] ?? '') && border.test(lines[at] ?? '')) ?? 0
  const columns = edges.length - 1
  /** The places, by row and column, of cells that were found. */
  const taken = new Set<string>()
  const rows: GridRow[] = []
  for (const [row, top] of strokes.slice(0, -1).entries()) {
    const cells: GridCell[] = []
    for (let column = 0; column < columns; column++) {
      if (taken.has(`${row},${column}`)) continue
      const cell = cellAt({ lines, edges, strokes }, row, column)
      if (cell === null) return null
      const places = placesOf(cell, row, column)
      if (places.some((place) => taken.has(place))) return null
      for (const place of places) taken.add(place)
      cells.push(cell)
    }
    rows.push({ cells, isHead: top < heads })
  }
  return rows
}

function placesOf(cell: { readonly rows: number; readonly columns: number }, row: number, column: number): string[] {
  const beside = Array.from({ length: cell.columns }, (_, at) => column + at)
  return Array.from({ length: cell.rows }, (_, at) => beside.map((one) => `${row + at},${one}`)).flat()
}

interface Drawing {
  readonly lines: readonly string[]
  readonly edges: readonly number[]
  /** The lines in which some border is drawn. */
  readonly strokes: readonly number[]
}

/** The cell whose upper left corner is there; null where none has one. */
function cellAt(
  { lines, edges, strokes }: Drawing,
  row: number,
  column: number,
): { readonly text: string; readonly rows: number; readonly columns: number } | null {
  const [top = 0, left = 0] = [strokes[row], edges[column]]
  const line = lines[top + 1] ?? ''
  const right = edges.findIndex((edge, at) => at > column && /[|+]/.test(line.charAt(edge)))
  if (right === -1 || !isDrawn(lines[top] ?? '', left, edges[right] ?? 0)) return null
  const bottom = strokes.findIndex((at, place) => place > row && isDrawn(lines[at] ?? '', left, edges[right] ?? 0))
  if (bottom === -1) return null
  const inside = lines.slice(top + 1, strokes[bottom])
  const isWalled = inside.every((one) => /[|+]/.test(one.charAt(left)) && /[|+]/.test(one.charAt(edges[right] ?? 0)))
  if (!isWalled) return null
  const parts = inside.map((one) => one.slice(left + 1, edges[right]).trim())
  return { text: parts.filter((part) => part !== '').join(' '), rows: bottom - row, columns: right - column }
}
