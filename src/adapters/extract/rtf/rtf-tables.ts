import { spansByEdges } from '../layout/column-edges.ts'
import type { Draft } from '../layout/draft.ts'
import { createTableBuilder } from '../layout/table-builder.ts'
import type { TableBuilder } from '../layout/table-builder.ts'

/** What the frame of a row says about a cell: whether it goes on with the one above, or with the one before it, and its right edge. */
interface CellFrame {
  goesOnAbove: boolean
  goesOnBefore: boolean
  /** Twips. */
  edge: number
}

interface RtfRow {
  readonly cells: readonly (readonly Draft[])[]
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
  let cells: (readonly Draft[])[] = []
  let rows: RtfRow[] = []
  let isHead = false
  const close = (): void => {
    const builder = createTableBuilder(emit)
    const spans = spansByEdges(rows.map((row) => row.frames.map(({ edge }) => edge)))
    builder.openTable()
    for (const [index, row] of rows.entries()) addRow(builder, row, spans[index])
    builder.closeTable()
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
    isInRow: (): boolean => cells.length > 0,
    addCell(drafts: readonly Draft[]): void {
      spend(2)
      cells.push(drafts)
    },
    closeRow(): void {
      rows.push({ cells, frames, isHead })
      cells = []
      if (rows.length >= rowsAtOnce) close()
    },
  }
}

/** Columns by the edges of the cells: a cell that was merged with those beside it is one that is wider. */
function addRow(builder: TableBuilder, { cells, frames, isHead }: RtfRow, spans: readonly number[] | null | undefined) {
  builder.openRow()
  if (isHead) builder.markRow({ isHead: true })
  /** Of the cell that is open. */
  let columns = 0
  for (const [index, drafts] of cells.entries()) {
    const { goesOnBefore, goesOnAbove } = frames[index] ?? newFrame()
    const own = spans?.[index] ?? 1
    const isRest = goesOnBefore && columns > 0 && drafts.length === 0
    if (!isRest) builder.openCell()
    columns = isRest ? columns + own : own
    const continues = goesOnAbove && !isRest
    if (columns > 1 || continues) builder.spanCell({ columns, ...(continues ? { continues } : {}) })
    for (const draft of drafts) builder.add(draft)
  }
}
