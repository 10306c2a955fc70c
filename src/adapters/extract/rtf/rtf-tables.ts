import type { Draft } from '../layout/draft.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import type { GridCell, GridRow } from '../layout/table-grid.ts'

/** What the frame of a row says about a cell: whether it goes on with the one above, or with the one before it. */
interface CellFrame {
  goesOnAbove: boolean
  goesOnBefore: boolean
}

/** More cells than Word lets anybody have in a row. */
const maxCells = 1_000
/** Rows of a table that goes on for ever are laid out in parts. */
const rowsAtOnce = 10_000

const newFrame = (): CellFrame => ({ goesOnAbove: false, goesOnBefore: false })

/**
 * Tables: cells come one by one, their frame before or after them, and nothing says where a table ends but the text after it.
 * @param spend is told what cells cost; throws when that is too much for the file
 */
export function createRtfTables(spend: (chars: number) => void, emit: (draft: Draft) => void) {
  let frames: CellFrame[] = []
  let frame = newFrame()
  let cells: string[] = []
  let rows: GridRow[] = []
  let isHead = false
  const close = (): void => {
    for (const draft of tableDrafts(rows)) emit(draft)
    rows = []
  }
  return {
    /** The text after the table begins. */
    close,
    word(name: string): void {
      if (name === 'trowd') {
        frames = []
        isHead = false
      } else if (name === 'trhdr') isHead = true
      else if (name === 'clvmrg') frame.goesOnAbove = true
      else if (name === 'clmrg') frame.goesOnBefore = true
      else if (name === 'cellx') {
        if (frames.length < maxCells) frames.push(frame)
        frame = newFrame()
      }
    },
    addCell(text: string): void {
      spend(2)
      cells.push(text)
    },
    closeRow(): void {
      rows.push({ cells: gridCells(cells, frames), isHead })
      cells = []
      if (rows.length >= rowsAtOnce) close()
    },
  }
}

function gridCells(texts: readonly string[], frames: readonly CellFrame[]): GridCell[] {
  const cells: { text: string; columns: number; continues?: boolean }[] = []
  for (const [index, text] of texts.entries()) {
    const frame = frames[index] ?? newFrame()
    const before = cells.at(-1)
    if (frame.goesOnBefore && before !== undefined && text.trim() === '') before.columns++
    else if (frame.goesOnAbove) cells.push({ text, columns: 1, continues: true })
    else cells.push({ text, columns: 1 })
  }
  return cells
}
