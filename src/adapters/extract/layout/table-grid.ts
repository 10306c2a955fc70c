import type { SheetRow } from './draft.ts'

/** A cell as it stands in a file. */
export interface GridCell {
  readonly text: string
  /** Columns and rows it spans; 1 when left out. */
  readonly columns?: number
  readonly rows?: number
  /** It goes on with the cell above it, for formats that say so in every row instead of counting rows. */
  readonly continues?: boolean
}

export interface GridRow {
  readonly cells: readonly GridCell[]
  /** It names the columns. */
  readonly isHead?: boolean
  /** It is the first of a group of rows: no cell above spans it. */
  readonly startsGroup?: boolean
  /** From 1. */
  readonly page?: number
  /** The row of a sheet that it is. */
  readonly row?: SheetRow
}

/** Wider tables are kept as they are up to here; the cells of a row after that are one. */
const maxColumns = 256
/** More empty cells than this at the end of a row, as in the calendar of a year, are left out of it. */
export const mostEmptyAtEnd = 40
/** A longer text is a page set as a table: said once, not in every row beside it. */
const longestFilled = 300
/** So many numbers and nothing else are the marks of a scale drawn beside the rows, none of which is theirs; telephones have fewer. */
const scale = /^(?:[\d.,:%±+−-]+\s+){7,}[\d.,:%±+−-]+$/u
/** Repeating what merged cells say may make a table so many times as long as it was, once it is past the free part. */
const filling = { times: 3, freeChars: 1_000 } as const

interface Open {
  readonly text: string
  left: number
}

/**
 * The texts of a table by row and column. What a cell says that spans rows stands in each of them; what it says that spans
 * columns stands in the first of them. Rows may differ in length.
 */
export function fillGrid(rows: readonly GridRow[]): string[][] {
  const own = rows.reduce((sum, { cells }) => sum + cells.reduce((chars, { text }) => chars + text.length, 0), 0)
  const open: (Open | undefined)[] = []
  let toSpend: number = own * filling.times + filling.freeChars
  const take = (above: Open): string => {
    above.left = Math.max(0, above.left - 1)
    toSpend -= above.text.length
    return toSpend >= 0 && above.text.length <= longestFilled && !scale.test(above.text) ? above.text : ''
  }
  return rows.map(({ cells, startsGroup = false }) => {
    if (startsGroup) open.length = 0
    const line: string[] = []
    for (const cell of cells) {
      for (let above = openAt(open, line.length); above !== null; above = openAt(open, line.length))
        line.push(take(above))
      const above = cell.continues === true ? open[line.length] : undefined
      put(line, above === undefined ? cell : { ...cell, text: take(above) }, open)
    }
    const last = open.findLastIndex((above) => above !== undefined && above.left > 0)
    for (let column = line.length; column <= last; column++) {
      const above = openAt(open, column)
      line.push(above === null ? '' : take(above))
    }
    return line
  })
}

function openAt(open: readonly (Open | undefined)[], column: number): Open | null {
  const above = open[column]
  return above !== undefined && above.left > 0 ? above : null
}

function put(line: string[], cell: GridCell, open: (Open | undefined)[]): void {
  if (line.length >= maxColumns) {
    // Nothing that looks at the text so far: there may be a million cells.
    if (cell.text !== '') line[maxColumns - 1] += ` ${cell.text}`
    return
  }
  const columns = Math.min(Math.max(cell.columns ?? 1, 1), maxColumns - line.length)
  for (let at = 0; at < columns; at++) {
    const text = at === 0 ? cell.text : ''
    open[line.length] = { text, left: Math.max(cell.rows ?? 1, 1) - 1 }
    line.push(text)
  }
}
