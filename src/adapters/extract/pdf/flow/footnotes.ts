import type { PdfLine } from '../lines/pdf-line.ts'

/** Notes are set smaller than the text they belong to. */
const largestShare = 0.93
/** A letter is a mark with its bracket only: "a) Vestry minutes". */
const noteMark = /^(?:\[?\d{1,3}[\]).]?\s*\S|\(?[a-z]\)\s*\S|[*†‡§]|[⁰¹²³⁴-⁹])/u
const loneMark = /^(?:[[(]?\d{1,3}[\]).]?|[*†‡§])$/u
/** No page of print has more; each line is compared with all others. */
const mostLines = 2_000
/** A page of nothing but small print has no notes. */
const mostOfPage = 0.6

/** The size most of the text is set in. */
export function bodySize(lines: readonly PdfLine[]): number {
  const chars = new Map<number, number>()
  for (const { size, text } of lines) {
    const key = Math.round(size * 2) / 2
    chars.set(key, (chars.get(key) ?? 0) + text.length)
  }
  let [most, found] = [0, 10]
  for (const [size, count] of chars) if (count > most) [most, found] = [count, size]
  return found
}

/** The notes at the foot of a page or of a column: small lines below all others, the first with a mark. */
export function footnotesOf(lines: readonly PdfLine[], body: number): ReadonlySet<PdfLine> {
  const upright = lines.filter(({ upright: isUpright, table }) => isUpright && table === undefined)
  const isText = ({ size }: PdfLine): boolean => size > body * largestShare
  const down = upright.toSorted((a, b) => b.baseline - a.baseline)
  const lowest = down.findLastIndex(isText)
  const below = down.slice(lowest + 1)
  const first = below.findIndex((line, at) => isMarked(line, below[at + 1]))
  const notes = lowest === -1 || first === -1 ? underColumns(upright, isText) : below.slice(first)
  const chars = notes.reduce((sum, { text }) => sum + text.length, 0)
  const all = lines.reduce((sum, { text }) => sum + text.length, 0)
  return new Set(chars <= all * mostOfPage ? notes : [])
}

/** The lines of each note: a number that goes on counting begins the next one, however short the line above it is. */
export function eachNote(lines: readonly PdfLine[]): readonly (readonly PdfLine[])[] {
  const notes: PdfLine[][] = []
  let counted: number | null = null
  for (const line of lines) {
    const number = numberOf(line)
    const isNext = number !== null && number === (counted ?? number - 1) + 1
    if (isNext) counted = number
    const note = notes.at(-1)
    if (note === undefined || isNext) notes.push([line])
    else note.push(line)
  }
  return notes
}

function numberOf({ text }: PdfLine): number | null {
  const [, digits] = /^\[?(\d{1,3})(?:[\]).]*\s|$)/u.exec(text) ?? []
  return digits === undefined ? null : Number(digits)
}

/** Whether a note begins with a line. A mark that is raised may be a line of its own, right before the first one of its note. */
function isMarked({ text, right, baseline, size }: PdfLine, next: PdfLine | undefined): boolean {
  if (noteMark.test(text)) return true
  if (!loneMark.test(text) || next === undefined) return false
  return next.left > right && next.left - right <= next.size * 2 && Math.abs(baseline - next.baseline) <= size
}

/**
 * Notes below a column beside which another one reaches further down. Small print stands there for many reasons, so the number of
 * the first one must be raised somewhere in the text.
 */
function underColumns(lines: readonly PdfLine[], isText: (line: PdfLine) => boolean): readonly PdfLine[] {
  if (lines.length > mostLines) return []
  const texts = lines.filter(isText)
  const raised = new Set(
    texts.flatMap(({ text }) => text.match(/[¹²³⁰⁴-⁹]+/gu) ?? []).map((mark) => mark.normalize('NFKC')),
  )
  if (raised.size === 0) return []
  const isBelow = (line: PdfLine): boolean =>
    !isText(line) &&
    !texts.some(({ left, right, baseline }) => baseline < line.baseline && left < line.right && right > line.left)
  let isNote = false
  return lines.filter((line, at) => {
    const number = /^\d{1,3}/u.exec(line.text)?.[0]
    if (!isBelow(line)) isNote = false
    else if (number !== undefined && raised.has(number) && isMarked(line, lines[at + 1])) isNote = true
    return isNote
  })
}
