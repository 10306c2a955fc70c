import type { PdfLine } from '../lines/pdf-line.ts'

const atStart = /^(\d{1,4})\s+(?=\S)/u
const alone = /^\d{1,4}$/u
const atEnd = /(?<=\S)\s+(\d{1,4})$/u
/** Numbers of lines run through a page; a list that is numbered begins its items with capitals. */
const fewestLines = 5
const smallStarts = 0.3
/** Where only some lines have one, as every fifth of a patent has. */
const fewestApart = 3
const apart = 5
/** Some verses and deeds count every line by fives or tens. Rows of figures rise so too, but are as long as their labels. */
const widerSteps: ReadonlySet<number> = new Set([5, 10])
const fullShare = 0.75
const mostlyFull = 0.5
/** They stand outside of the text by so much of its size. */
const outside = 0.5
/** Lines of so many cells are rows, whose numbers say something. */
const cellsOfRow = 3
const mostRows = 0.3
/** Numbers of one and of two digits differ by one of them, in sizes of the type. */
const edge = 2

/** A line that begins or ends with a number, or is one beside another line. */
interface Numbered {
  /** What has the number. */
  readonly line: PdfLine
  /** The place on its page of what is counted. */
  readonly at: number
  readonly value: number
  /** What is counted, without its number. */
  readonly rest: PdfLine
}

/**
 * The lines of a page without the numbers that count them in the margin, on either side, as pleadings, drafts of laws and patents
 * have them: all lines, or every fifth.
 */
export function withoutLineNumbers(lines: readonly PdfLine[]): readonly PdfLine[] {
  for (const side of [startOf, endOf]) {
    const found = lines.flatMap((line, at) => side(line, at) ?? [])
    const empty = numbersOfNothing(lines, found)
    const filled = lines.filter((line) => !empty.has(line))
    if (!areNumbersOfLines(found, filled)) continue
    const rests = new Map(found.map(({ line, rest }) => [line, rest]))
    return filled.map((line) => rests.get(line) ?? line)
  }
  const found = standingApart(lines)
  const numbers = new Set(found.map(({ line }) => line))
  const texts = lines.filter((line) => !numbers.has(line))
  return areNumbersOfLines(found, texts) ? texts : lines
}

/** Printed paper numbers its lines to the foot of the page, also those on which nothing is written. */
function numbersOfNothing(lines: readonly PdfLine[], found: readonly Numbered[]): ReadonlySet<PdfLine> {
  const [first] = found
  if (first === undefined) return new Set()
  const isLeft = isLeftOf(first.line, first.rest)
  return new Set(
    lines.filter((line, at) => {
      if (!alone.test(line.text) || Number(line.text) - at !== first.value - first.at) return false
      return isBelow(line, first.line, isLeft)
    }),
  )
}

function areNumbersOfLines(found: readonly Numbered[], lines: readonly PdfLine[]): boolean {
  return count(found) && (countAll(found, lines) || countSome(found, lines))
}

/** Each is as far behind the first as its line is, or so many times as far. */
function count(found: readonly Numbered[]): boolean {
  const [first, second] = found
  if (first === undefined || second === undefined) return false
  const step = (second.value - first.value) / (second.at - first.at)
  if (!found.every(({ value, at }) => value - first.value === (at - first.at) * step)) return false
  return step === 1 || (widerSteps.has(step) && first.value % step === 0 && areFull(found))
}

/** Lines of a paragraph, all but its last one, and no labels of figures. */
function areFull(found: readonly Numbered[]): boolean {
  const widths = found.map(({ rest }) => rest.right - rest.left)
  const widest = Math.max(...widths)
  return widths.slice(0, -1).every((width) => width >= widest * fullShare)
}

/** As lines of paragraphs are, but for the last one of each. */
function areMostlyFull(found: readonly Numbered[]): boolean {
  const widths = found.map(({ rest }) => rest.right - rest.left)
  const widest = Math.max(...widths)
  return widths.filter((width) => width >= widest * fullShare).length >= found.length * mostlyFull
}

/** Half of the lines at least go on with small letters, below each other, and are no rows; most are full, as no items of a list are. */
function countAll(found: readonly Numbered[], lines: readonly PdfLine[]): boolean {
  if (found.length < fewestLines || found.length < lines.length * 0.5) return false
  const small = found.filter(({ rest }) => /^\p{Ll}/u.test(rest.text)).length
  const rows = found.filter(({ line }) => line.cells.length >= cellsOfRow).length
  return (
    small >= found.length * smallStarts &&
    rows <= found.length * mostRows &&
    areMostlyFull(found) &&
    areBelowEachOther(found)
  )
}

/** Every fifth line, and perhaps the first, with its number where the lines between them have nothing. */
function countSome(found: readonly Numbered[], lines: readonly PdfLine[]): boolean {
  if (found.length < fewestApart || !areBelowEachOther(found)) return false
  if (!found.every(({ value }, index) => value % apart === 0 || (index === 0 && value === 1))) return false
  const counted = new Set(found.map(({ line }) => line))
  const others = lines.filter((line) => !counted.has(line))
  const [left, right] = [Math.min(...others.map((line) => line.left)), Math.max(...others.map((line) => line.right))]
  return found.every(({ line, rest }) =>
    isLeftOf(line, rest) ? line.left < left - line.size * outside : line.right > right + line.size * outside,
  )
}

/** By the edge at which they stand. */
function areBelowEachOther(found: readonly Numbered[]): boolean {
  const [first] = found
  if (first === undefined) return false
  const isLeft = isLeftOf(first.line, first.rest)
  return found.every(({ line, rest }) => {
    return isLeftOf(line, rest) === isLeft && isBelow(line, first.line, isLeft)
  })
}

/** Whether two lines have their left or their right edge in common. */
function isBelow(line: PdfLine, first: PdfLine, isLeft: boolean): boolean {
  return Math.abs(isLeft ? line.left - first.left : line.right - first.right) <= line.size * edge
}

/** Whether the number that a line has stands before what is counted. */
const isLeftOf = (line: PdfLine, rest: PdfLine): boolean => rest.left > line.left

/** Numbers so far from the text that they are lines of their own, level with what they count. */
function standingApart(lines: readonly PdfLine[]): readonly Numbered[] {
  const numbers = lines.filter(({ text }) => alone.test(text))
  if (numbers.length < fewestApart) return []
  const texts = lines.filter(({ text }) => !alone.test(text))
  const places = new Map(texts.map((text, at) => [level(text.baseline), at]))
  return numbers.flatMap((line) => {
    const at = [0, 1, -1].map((off) => places.get(level(line.baseline) + off)).find((place) => place !== undefined)
    const rest = at === undefined ? undefined : texts[at]
    return at === undefined || rest === undefined ? [] : [{ line, at, value: Number(line.text), rest }]
  })
}

/** Baselines within a point or two of each other are of one line. */
const level = (baseline: number): number => Math.round(baseline / 1.5)

function startOf(line: PdfLine, at: number): Numbered | null {
  const [whole, digits] = atStart.exec(line.text) ?? []
  if (whole === undefined || line.table !== undefined) return null
  const text = line.text.slice(whole.length)
  const [first, ...others] = line.cells
  const [next] = others
  const isCell = first?.text === digits && next !== undefined
  const left = isCell ? next.left : line.left + (line.right - line.left) * (1 - text.length / line.text.length)
  const cells = isCell ? others : [{ text, left, right: line.right }]
  return {
    line,
    at,
    value: Number(digits),
    rest: bare({ ...line, size: line.endSize ?? line.size, text, left, cells }),
  }
}

function endOf(line: PdfLine, at: number): Numbered | null {
  const [whole, digits] = atEnd.exec(line.text) ?? []
  if (whole === undefined || line.table !== undefined) return null
  const text = line.text.slice(0, -whole.length)
  const [last, before] = [line.cells.at(-1), line.cells.at(-2)]
  const isCell = last?.text === digits && before !== undefined
  const right = isCell ? before.right : line.left + (line.right - line.left) * (text.length / line.text.length)
  const cells = isCell ? line.cells.slice(0, -1) : [{ text, left: line.left, right }]
  return { line, at, value: Number(digits), rest: bare({ ...line, text, right, cells }) }
}

/** Other readings of its cells have the number still. */
function bare(line: PdfLine): PdfLine {
  const { text, page, left, right, baseline, endBaseline, size, bold, upright, cells } = line
  return {
    text,
    page,
    left,
    right,
    baseline,
    endBaseline,
    size,
    bold,
    upright,
    cells,
    ...(line.italic === true && { italic: true }),
    ...(line.alone === true && { alone: true }),
    ...(line.endsCell === true && { endsCell: true }),
  }
}
