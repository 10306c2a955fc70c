import type { Draft } from '../layout/text-builder.ts'

/** Past this a cell is a page layout rather than a datum, and its paragraphs stand for themselves. */
const maxCellChars = 1_000

interface Cell {
  readonly drafts: Draft[]
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
export function createTables(emit: (draft: Draft) => void): Tables {
  const rows: Row[] = []
  const add = (draft: Draft): void => {
    const cell = rows.at(-1)?.cells.at(-1)
    if (cell === undefined) emit(draft)
    else cell.drafts.push(draft)
  }
  const close = (name: string): void => {
    if (name !== 'w:tr') return
    const row = rows.pop()
    if (row === undefined) return
    for (const draft of rowDrafts(row)) add(draft)
  }
  const open = (name: string): boolean => {
    if (name === 'w:tr') rows.push({ cells: [] })
    else if (name === 'w:tc') rows.at(-1)?.cells.push({ drafts: [] })
    return name === 'w:tr' || name === 'w:tc' || name === 'w:tbl'
  }
  return { open, close, add }
}

function rowDrafts(row: Row): readonly Draft[] {
  // Every cell of a row that crosses a page records the same break.
  const turns = Math.max(0, ...row.cells.map((cell) => countTurns(cell.drafts)))
  const texts = row.cells.map((cell) => cellText(cell.drafts))
  const filled = texts.filter((text) => text !== '')
  if (filled.length === 0) return turns === 0 ? [] : [{ kind: 'paragraph', text: '\f'.repeat(turns) }]
  if (filled.length === 1 || filled.some((text) => text.length > maxCellChars)) {
    return row.cells.flatMap((cell, index) => (index === 0 ? cell.drafts : cell.drafts.map(withoutTurns)))
  }
  return [{ kind: 'table-row', text: '\f'.repeat(turns) + texts.join(' | ') }]
}

function countTurns(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, draft) => sum + draft.text.split('\f').length - 1, 0)
}

function withoutTurns(draft: Draft): Draft {
  return { ...draft, text: draft.text.replaceAll('\f', ' ') }
}

function cellText(drafts: readonly Draft[]): string {
  const texts = drafts.map((draft) => draft.text.replace(/[\s\f]+/g, ' ').trim()).filter((text) => text !== '')
  return texts.join(drafts.some((draft) => draft.kind === 'table-row') ? '; ' : ' ')
}
