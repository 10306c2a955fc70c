import type { TableBuilder } from '../layout/table-builder.ts'
import type { Attributes } from './elements.ts'

/** Gives the elements of tables to the table that is built. */
export interface TableElements {
  /** Elements of another kind change nothing. */
  open(name: string, attributes: Attributes): void
  close(name: string): void
}

/** @param settle what waits outside of a cell must not get into one, nor the other way round */
export function createTableElements(tables: TableBuilder, settle: () => void): TableElements {
  /** Open heads and feet of tables. */
  const depth = { heads: 0, feet: 0 }
  const openRow = (): void => {
    tables.openRow()
    if (depth.feet > 0) tables.markRow({ isFoot: true })
    if (depth.heads > 0) tables.markRow({ isHead: true })
  }
  const openCell = ({ colspan, rowspan }: Attributes, isHead: boolean): void => {
    tables.openCell()
    tables.spanCell({ columns: Number(colspan) || 1, rows: rowsOf(rowspan), isHead })
  }
  const openers: Readonly<Partial<Record<string, (attributes: Attributes) => void>>> = {
    table: () => tables.openTable(),
    thead() {
      tables.openGroup()
      depth.heads++
    },
    tbody: () => tables.openGroup(),
    tfoot() {
      tables.openGroup()
      depth.feet++
    },
    tr: openRow,
    td: (attributes) => openCell(attributes, false),
    th: (attributes) => openCell(attributes, true),
  }
  // Rows behind a group without one around them are another one.
  const closers: Readonly<Partial<Record<string, () => void>>> = {
    table: () => tables.closeTable(),
    thead() {
      tables.openGroup()
      depth.heads--
    },
    tbody: () => tables.openGroup(),
    tfoot() {
      tables.openGroup()
      depth.feet--
    },
    tr: () => tables.closeRow(),
    td: () => tables.closeCell(),
    th: () => tables.closeCell(),
  }
  return {
    open(name, attributes) {
      const opener = openers[name]
      if (opener === undefined) return
      settle()
      opener(attributes)
    },
    close(name) {
      const closer = closers[name]
      if (closer === undefined) return
      settle()
      closer()
    },
  }
}

/** 0 stands for all rows of the group below. */
function rowsOf(rowspan: string | undefined): number {
  return rowspan?.trim() === '0' ? 65_534 : Number(rowspan) || 1
}
