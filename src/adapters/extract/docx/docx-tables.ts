import type { TextBudget } from '../engine/text-budget.ts'
import type { Draft } from '../layout/text-builder.ts'

/** Past this a cell is a page layout rather than a datum, and its paragraphs stand for themselves. */
const maxCellChars = 1_000
const cellDivider = ' | '

/** A block in a cell, with what every row around it asks: counted once, however deep its tables nest. */
interface Item {
  readonly draft: Draft
  /** Its text on one line. */
  readonly line: string
  readonly pageTurns: number
}

interface Cell {
  readonly items: Item[]
}

interface Row {
  readonly cells: Cell[]
}

export interface Tables {
  /** True when the element belongs to a table's frame. */
  open(name: string): boolean
  close(name: string): void
  /** Puts a block into the open cell, or into the document when no table is open. */
  add(draft: Draft): void
}

/**
 * Turns tables into one readable line per row (`cell | cell`). A nested table becomes text of its cell, and a row that
 * frames running text (one filled cell, or very long ones) gives its paragraphs instead.
 */
export function createTables(budget: TextBudget, emit: (draft: Draft) => void): Tables {
  const rows: Row[] = []
  const put = (item: Item): void => {
    const cell = rows.at(-1)?.cells.at(-1)
    if (cell === undefined) emit(item.draft)
    else cell.items.push(item)
  }
  const close = (name: string): void => {
    if (name !== 'w:tr') return
    const row = rows.pop()
    if (row === undefined) return
    for (const item of rowItems(row)) put(item)
  }
  const open = (name: string): boolean => {
    if (name === 'w:tr') rows.push({ cells: [] })
    else if (name === 'w:tc') {
      budget.spend(cellDivider.length)
      rows.at(-1)?.cells.push({ items: [] })
    }
    return name === 'w:tr' || name === 'w:tc' || name === 'w:tbl'
  }
  return { open, close, add: (draft) => put(toItem(draft)) }
}

function toItem(draft: Draft): Item {
  const pageTurns = draft.text.split('\f').length - 1
  return { draft, line: draft.text.replace(/[\s\f]+/g, ' ').trim(), pageTurns }
}

function rowItems(row: Row): readonly Item[] {
  // Every cell of a row that crosses a page records the same break.
  const turns = row.cells.reduce((most, cell) => Math.max(most, countTurns(cell)), 0)
  const lines = row.cells.map(cellLine)
  const filled = lines.filter((line) => line !== '')
  if (filled.length === 0) return turns === 0 ? [] : [toItem({ kind: 'paragraph', text: '\f'.repeat(turns) })]
  if (filled.length === 1 || filled.some((line) => line.length > maxCellChars)) {
    return row.cells.flatMap((cell, index) => (index === 0 ? cell.items : cell.items.map(withoutTurns)))
  }
  return [toItem({ kind: 'table-row', text: '\f'.repeat(turns) + lines.join(cellDivider) })]
}

function countTurns(cell: Cell): number {
  return cell.items.reduce((sum, { pageTurns }) => sum + pageTurns, 0)
}

function withoutTurns(item: Item): Item {
  if (item.pageTurns === 0) return item
  return { ...item, draft: { ...item.draft, text: item.draft.text.replaceAll('\f', ' ') }, pageTurns: 0 }
}

/** A cell on one line. Past the most a datum may have it only needs to be longer than that. */
function cellLine(cell: Cell): string {
  const divider = cell.items.some(({ draft }) => draft.kind === 'table-row') ? '; ' : ' '
  let line = ''
  for (const item of cell.items) {
    if (item.line === '') continue
    line = line === '' ? item.line : line + divider + item.line
    if (line.length > maxCellChars) break
  }
  return line
}
