import type { PdfLine } from '../lines/pdf-line.ts'
import { beginsAt, isPlain } from './rows-of-cells.ts'

/** So many rows below each other are a table. */
const fewestRows = 4
/** Rows are no further apart, in sizes of the type. */
const farthest = 3
const name = /\p{L}{2}/u

/** Whether a line is a row of some cells whose first one is a name, as tables have them that stand for themselves. */
export function isNamedRow({ cells: [first, ...more] }: PdfLine): boolean {
  return more.length > 0 && name.test(first?.text ?? '')
}

/** The lines that were drawn one below the other as rows with names of their own: what stands level beside them is another table. */
export function ownTables(lines: readonly PdfLine[]): ReadonlySet<PdfLine> {
  const tables: PdfLine[][] = []
  for (const [index, line] of lines.entries()) {
    if (!isPlain(line) || !isNamedRow(line)) continue
    const [table, before] = [tables.at(-1), lines[index - 1]]
    if (table !== undefined && before !== undefined && table.at(-1) === before && isBelow(before, line))
      table.push(line)
    else tables.push([line])
  }
  return new Set(tables.filter(({ length }) => length >= fewestRows).flat())
}

function isBelow(before: PdfLine, line: PdfLine): boolean {
  const down = before.baseline - line.baseline
  return line.page === before.page && down > 0 && down <= line.size * farthest && beginsAt(line, before)
}
