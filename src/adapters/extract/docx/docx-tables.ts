import type { TextBudget } from '../engine/text-budget.ts'
import type { TableBuilder } from '../layout/table-builder.ts'
import { isOn } from './skipped-elements.ts'

/** What a cell costs beside its text: the mark that divides it from the next. */
const charsPerCell = 3

/** The pages of a row: every one of its cells records the same breaks. */
interface RowPages {
  readonly first: number
  last: number
}

/** The frame of Word's tables, told to a table builder while its XML streams by. */
export interface DocxTables {
  /** True when the element belongs to a table's frame. */
  open(name: string, attributes: Readonly<Record<string, string>>): boolean
  close(name: string): boolean
}

/** @param place the page the text has reached */
export function createDocxTables(builder: TableBuilder, budget: TextBudget, place: { page: number }): DocxTables {
  const rows: RowPages[] = []
  let properties: 'row' | 'cell' | null = null
  const cellEnds = (row: RowPages | undefined): void => {
    if (row === undefined) return
    row.last = Math.max(row.last, place.page)
    place.page = row.first
  }
  const openers: Readonly<Partial<Record<string, () => void>>> = {
    'w:tbl': () => builder.openTable(),
    'w:tr'() {
      rows.push({ first: place.page, last: place.page })
      builder.openRow()
    },
    'w:tc'() {
      budget.spend(charsPerCell)
      builder.openCell()
    },
    'w:trPr'() {
      properties = 'row'
    },
    'w:tcPr'() {
      properties = 'cell'
    },
  }
  const closers: Readonly<Partial<Record<string, () => void>>> = {
    'w:tbl': () => builder.closeTable(),
    'w:tr'() {
      builder.closeRow()
      place.page = Math.max(place.page, rows.pop()?.last ?? 0)
    },
    'w:tc'() {
      cellEnds(rows.at(-1))
      builder.closeCell()
    },
    'w:trPr'() {
      properties = null
    },
    'w:tcPr'() {
      properties = null
    },
  }
  return {
    open(name, attributes) {
      if (properties !== null) applyProperty(builder, properties, name, attributes['w:val'])
      else if (openers[name] === undefined) return false
      else openers[name]()
      return true
    },
    close(name) {
      const closer = closers[name]
      closer?.()
      return closer !== undefined || properties !== null
    },
  }
}

function applyProperty(builder: TableBuilder, of: 'row' | 'cell', name: string, value: string | undefined): void {
  if (of === 'row') {
    if (name === 'w:del') builder.markRow({ isDropped: true })
    else if (name === 'w:tblHeader') builder.markRow({ isHead: isOn(value) })
    else if (name === 'w:gridBefore')
      for (let left = Math.min(Number(value) || 0, 64); left > 0; left--) builder.openCell()
  } else if (name === 'w:cellDel') builder.spanCell({ isDropped: true })
  else if (name === 'w:gridSpan') builder.spanCell({ columns: Number(value) || 1 })
  else if (name === 'w:vMerge') builder.spanCell({ continues: value !== 'restart' })
}
