import { spansByEdges } from '../layout/column-edges.ts'
import type { Draft } from '../layout/draft.ts'
import { tableDrafts } from '../layout/table-drafts.ts'
import type { GridCell, GridRow } from '../layout/table-grid.ts'

/** What the frame of a row says about a cell: whether it goes on with the one above, or with the one before it, and its right edge. */
interface CellFrame {
  goesOnAbove: boolean
  goesOnBefore: boolean
  /** Twips. */
  edge: number
}

interface RtfRow {
  readonly texts: readonly string[]
  readonly frames: readonly CellFrame[]
  readonly isHead: boolean
}

/** More cells than Word lets anybody have in a row. */
const maxCells = 1_000
/** Rows of a table that goes on for ever are laid out in parts. */
const rowsAtOnce = 10_000

const newFrame = (): CellFrame => ({ goesOnAbove: false, goesOnBefore: false, edge: 0 })

/**
 * Tables: cells come one by one, their frame before or after them, and nothing says where a table ends but the text after it.
 * @param spend is told what cells cost; throws when that is too much for the file
 */
export function createRtfTables(spend: (chars: number) => void, emit: (draft: Draft) => void) {
  let frames: CellFrame[] = []
  let frame = newFrame()
  let cells: string[] = []
  let rows: RtfRow[] = []
  let isHead = false
  const close = (): void => {
    for (const draft of tableDrafts(gridRows(rows))) emit(draft)
    rows = []
  }
  return {
    /** The text after the table begins. */
    close,
    word(name: string, value: number | null): void {
      if (name === 'trowd') {
        frames = []
        isHead = false
      } else if (name === 'trhdr') isHead = true
      else if (name === 'clvmrg') frame.goesOnAbove = true
      else if (name === 'clmrg') frame.goesOnBefore = true
      else if (name === 'cellx') {
        frame.edge = value ?? 0
        if (frames.length < maxCells) frames.push(frame)
        frame = newFrame()
      }
    },
    addCell(text: string): void {
      spend(2)
      cells.push(text)
    },
    closeRow(): void {
      rows.push({ texts: cells, frames, isHead })
      cells = []
      if (rows.length >= rowsAtOnce) close()
    },
  }
}

/** Columns by the edges of the cells: a cell that was merged with those beside it is one that is wider. */
function gridRows(rows: readonly RtfRow[]): GridRow[] {
  const spans = spansByEdges(rows.map(({ frames }) => frames.map(({ edge }) => edge)))
  return rows.map(({ texts, frames, isHead }, index) => ({ cells: gridCells(texts, frames, spans[index]), isHead }))
}

function gridCells(
  texts: readonly string[],
  frames: readonly CellFrame[],
  spans: readonly number[] | null | undefined,
): GridCell[] {
  const cells: { text: string; columns: number; continues?: boolean }[] = []
  for (const [index, text] of texts.entries()) {
    const frame = frames[index] ?? newFrame()
    const columns = spans?.[index] ?? 1
    const before = cells.at(-1)
    if (frame.goesOnBefore && before !== undefined && text.trim() === '') before.columns += columns
    else if (frame.goesOnAbove) cells.push({ text, columns, continues: true })
    else cells.push({ text, columns })
  }
  return cells
}
