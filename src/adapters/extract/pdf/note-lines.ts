import type { PageField, PageNote } from './annotations.ts'
import type { Box } from './lines/box.ts'
import type { PageView, Point } from './lines/page-view.ts'
import type { PdfLine } from './lines/pdf-line.ts'
import { placeOfValue, usualSize } from './value-place.ts'

/**
 * The lines of a page with its comments, and with the values of fields that are not drawn, or not whole, because a field is
 * smaller than what was written into it. Values stand in their place, comments below the page.
 */
export function withNotes(
  lines: readonly PdfLine[],
  notes: readonly PageNote[],
  page: number,
  view: PageView,
): readonly PdfLine[] {
  const missing = notes.filter(
    (note) =>
      note.kind !== 'link' &&
      (note.kind === 'comment' || note.kind === 'chosen' || !isDrawn(note, lines, view)) &&
      (note.text !== '☐' || isOneOfTicked(note, notes)),
  )
  if (missing.length === 0) return lines
  const parts = new Set(missing.flatMap((note) => partsOf(note, lines, view)))
  const usual = usualSize(lines)
  const added = missing.map(({ kind, text, corners }, index): PdfLine => {
    const box = boxOf(corners, view)
    const isValue = kind !== 'comment'
    const [left, right] = isValue ? [box.left, box.right] : [0, 0]
    // Comments far apart, so that they are no part of anything.
    const { size, baseline } = isValue
      ? placeOfValue(box, lines, usual)
      : { size: usual, baseline: -usual * 10 * (index + 1) }
    const place = { left, right, baseline, endBaseline: baseline }
    const line = { text, page, ...place, size, bold: false, upright: true, cells: [{ text, left, right }] }
    return isValue ? line : { ...line, alone: true }
  })
  return [...lines.filter((line) => !parts.has(line)), ...added]
}

/** An empty box says something beside one that is ticked. */
function isOneOfTicked({ corners }: PageNote, notes: readonly PageNote[]): boolean {
  const [low, high] = corners
  return notes.some(
    ({ kind, text, corners: [other] }) =>
      kind === 'tick' && text === '☒' && other.y < high.y && other.y > low.y - (high.y - low.y),
  )
}

/** Fewer letters in boxes of their own are no word. */
const fewestInBoxes = 3

/**
 * Whether the lines that reach over a field say its value; an amount may be drawn with other signs between its digits. Letters
 * in boxes of their own, as those of a number of account, do not say it.
 */
function isDrawn({ kind, text, corners }: PageNote, lines: readonly PdfLine[], view: PageView): boolean {
  const { left, right, bottom, top } = boxOf(corners, view)
  const inField = lines.filter((line) => {
    const [upper, lower] = [line.baseline + line.size, Math.min(line.endBaseline, line.baseline)]
    return line.left <= right && line.right >= left && lower <= top && upper >= bottom
  })
  if (kind === 'tick') return lines.some((line) => fieldUnder([corners], view)(line) !== undefined)
  if (inField.some((line) => isInBoxes(line) && lettersOf(line.text) === lettersOf(text))) return false
  return lettersOf(inField.map((line) => line.text).join('')).includes(lettersOf(text))
}

function isInBoxes({ text }: PdfLine): boolean {
  const pieces = text.split(' ')
  return pieces.length >= fewestInBoxes && pieces.every((piece) => Array.from(piece).length === 1)
}

/** The lines of a field that its value stands for: those that say a part of it, and of a list all that could be chosen. */
function partsOf({ kind, text, corners }: PageNote, lines: readonly PdfLine[], view: PageView): PdfLine[] {
  if (kind === 'comment') return []
  const [value, fieldOf] = [lettersOf(text), fieldUnder([corners], view)]
  return lines.filter(
    (line) => fieldOf(line) !== undefined && (kind === 'chosen' || value.includes(lettersOf(line.text))),
  )
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase()
}

export function boxOf(corners: PageField, view: PageView): Box {
  const [one, other] = corners.map(({ x, y }) => view.place(x, y)) as [Point, Point]
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)]
  return { left, right, bottom: Math.min(one.y, other.y), top: Math.max(one.y, other.y) }
}

/** Tells into which field a line was written: it begins and ends there. */
export function fieldUnder(fields: readonly PageField[], view: PageView): (line: PdfLine) => Box | undefined {
  const boxes = fields.map((corners) => boxOf(corners, view))
  return ({ left, right, baseline, size }) => {
    const [tolerance, middle] = [size * 0.5, baseline + size * 0.3]
    return boxes.find(
      (box) =>
        left >= box.left - tolerance && right <= box.right + tolerance && middle > box.bottom && middle < box.top,
    )
  }
}
