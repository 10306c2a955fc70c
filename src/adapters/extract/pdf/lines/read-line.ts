import { cleanPdfText } from '../clean-pdf-text.ts'
import { charBox, printedSize, probe, typefaceOf } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import { cutCells } from './cut-cells.ts'
import type { PdfCell, PdfLine } from './pdf-line.ts'
import { withRaised } from './raised-digits.ts'
import type { RawLine } from './raw-lines.ts'
import { withoutTornWords } from './torn-words.ts'

/** Type of an index or exponent against that of its line. */
const smallShare = 0.85

/** A raised mark that was drawn apart, and the place in the characters of its line behind which it stands. */
export interface LineMark {
  readonly behind: number
  readonly said: string
}

/** A line with the characters it was read from. */
export interface ReadLine {
  readonly line: PdfLine
  readonly source: RawLine
  /** An address that is not among its characters, and how many of them stand before it. */
  readonly target?: { readonly end: number; readonly address: string }
  /** Raised marks that were drawn apart, in order; its text holds them, its characters do not. */
  readonly marks?: readonly LineMark[]
  /** Its text was put together of several lines, and is not what its characters say. */
  readonly isComposed?: true
}

/** One line of a page's text; null when nothing of it is left after clean-up. */
export function readLine(access: ViewedChars, { raw, at, cutInWord }: RawLine, page: number): PdfLine | null {
  const raised = withRaised(access, { raw, at })
  const whole = raised === raw ? withoutTornWords(raw, (index) => charBox(access, at + index)) : raised
  const clean = cleanPdfText(whole)
  if (clean === '') return null
  const text = cutInWord === true ? `${clean}-` : clean
  const first = at + raw.search(/\S/)
  const last = at + raw.trimEnd().length - 1
  const start = probe(access, first)
  const end = probe(access, last)
  const { size, upright } = levelSize(access, first)
  const endSize = printedSize(access, last).size
  const [begin, finish] = [typefaceOf(access, first), typefaceOf(access, last)]
  const sameRow = Math.abs(start.baseline - end.baseline) < size * 0.6
  const left = sameRow ? Math.min(start.left, end.left) : start.left
  const right = sameRow ? Math.max(start.right, end.right) : end.right
  const cells = sameRow && upright ? cutCells(access, { raw, at, size, width: end.right - start.left }) : null
  return {
    text: cells?.text ?? text,
    page,
    left,
    right,
    baseline: start.baseline,
    // An index or exponent at its end stands off the line.
    endBaseline: sameRow && endSize < size * smallShare ? start.baseline : end.baseline,
    size,
    ...endingIn(size, sameRow ? endSize : size),
    bold: begin.bold && finish.bold,
    ...(finish.italic && (begin.italic || /^[(\d]/.test(text)) ? { italic: true as const } : {}),
    upright,
    cells: cells?.cells === undefined ? [{ text, left, right }] : endingInWord(cells.cells, cutInWord === true),
    ...cells?.other,
  }
}

/** The size of a letter, and whether it stands level on the page as it is read. */
function levelSize(access: ViewedChars, index: number): { readonly size: number; readonly upright: boolean } {
  const { size, turn, isSlanted } = printedSize(access, index)
  return { size, upright: turn === access.view.turn && !isSlanted }
}

const endingIn = (size: number, endSize: number): Pick<PdfLine, 'endSize'> =>
  endSize * smallShare > size ? { endSize } : {}

function endingInWord(cells: readonly PdfCell[], cutInWord: boolean): readonly PdfCell[] {
  return cutInWord
    ? cells.map((cell, at) => (at < cells.length - 1 ? cell : { ...cell, text: `${cell.text}-` }))
    : cells
}
