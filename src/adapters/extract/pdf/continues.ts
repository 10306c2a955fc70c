import { headingLevel } from '../layout/heading-rule.ts'
import { listMarker, manyLevels, sentenceEnd, terminal } from './lines/line-marks.ts'
import type { FlowLine } from './page-runs.ts'
import { sizeKey } from './lines/type-metrics.ts'
import type { TypeMetrics } from './lines/type-metrics.ts'

/** Columns of running text are no narrower, in characters. */
const narrowest = 25
/** The next column begins so many sizes of the type higher. */
const columnRise = 3
/** The first line of a paragraph is set in less, in sizes of the type. */
const farLeft = 8
/** A second paragraph of an item stands below a line that leaves so much of its width empty. */
const shortShare = 0.6

/** Whether a line goes on with what the lines above it began. */
export function continues(
  group: { readonly kind: string; readonly lines: readonly FlowLine[] },
  line: FlowLine,
  type: TypeMetrics,
): boolean {
  const last = group.lines.at(-1)
  const first = group.lines[0]
  if (last === undefined || first === undefined || last.alone === true || line.alone === true) return false
  if (standsFarLeft(group.lines, line)) return false
  if (last.upright !== line.upright || Math.abs(last.size - line.size) > line.size * 0.12) return false
  if (last.bold !== line.bold && (group.lines.every((each) => each.bold) || line.bold)) {
    if (sentenceEnd.test(last.text) || !isFull(last, line) || group.lines.every((each) => each.bold)) return false
  }
  if (opensBlock(last, line)) return false
  if (line.size > type.bodySize * 1.15) return continuesTitle(last, line)
  if (last.run !== line.run) return continuesElsewhere(last, line)
  const pitch = type.pitch.get(sizeKey(line.size)) ?? line.size * 1.3
  const distance = last.endBaseline - line.baseline
  if (distance > Math.max(pitch * 1.3, line.size * 1.15)) return false
  return continuesBelow({ first, last, line, isList: group.kind === 'list-item' })
}

/** A line set to the right or in the middle has nothing to do with what begins far left of it. */
function standsFarLeft(lines: readonly FlowLine[], line: FlowLine): boolean {
  const last = lines.at(-1)
  if (last === undefined || last.run !== line.run) return false
  const outdent = last.left - line.left
  return (
    outdent > line.size * farLeft &&
    (sentenceEnd.test(last.text) || (lines.length === 1 && !/^\p{Ll}/u.test(line.text)))
  )
}

function opensBlock(last: FlowLine, line: FlowLine): boolean {
  const ended = terminal.test(last.text) || !isFull(last, line)
  if (ended && manyLevels.test(line.text)) return true
  if (listMarker.test(line.text) && (ended || listMarker.test(last.text))) return true
  return ended && headingLevel(line.text) !== null
}

/** A title set in large type wraps where it likes; a number at the start of a line begins the next title. */
function continuesTitle(last: FlowLine, line: FlowLine): boolean {
  if (last.run !== line.run || last.bold !== line.bold || last.text.length > 150) return false
  return (
    last.endBaseline - line.baseline <= line.size * 1.5 && !/^\d/.test(line.text) && headingLevel(last.text) === null
  )
}

/** Over a column or page break only an open sentence goes on. */
function continuesElsewhere(last: FlowLine, line: FlowLine): boolean {
  if (line.page > last.page + 1 || last.bold !== line.bold) return false
  if (/^\p{Ll}/u.test(line.text)) return !sentenceEnd.test(last.text)
  if (terminal.test(last.text) || last.edge === null || !/^[\p{L}\p{N}«“"(¿¡]/u.test(line.text)) return false
  // Text goes on at the head of a column, not below and left of its end.
  if (line.page === last.page && line.baseline < last.baseline && line.right < last.left) return false
  // At the foot of a narrow column, as of labels or beside a text, any word is too long for the rest of a line.
  const isFoot = line.page === last.page && line.baseline - last.baseline > line.size * columnRise
  if (isFoot && (last.text.length < narrowest || !isLong(last, last.edge))) return false
  return isFull(last, line)
}

interface Below {
  readonly first: FlowLine
  readonly last: FlowLine
  readonly line: FlowLine
  readonly isList: boolean
}

function continuesBelow({ first, last, line, isList }: Below): boolean {
  const indent = line.left - last.left
  if (isList && last === first && indent > -line.size * 0.5)
    return isFull(last, line) || (indent > line.size * 0.5 && !endsShort(last))
  const opensParagraph = indent > line.size * 0.8 && indent < line.size * 6
  if (opensParagraph && terminal.test(last.text)) return false
  if (/^\p{Ll}/u.test(line.text) && !sentenceEnd.test(last.text)) return true
  if (last.edge === null) return isOpenProse(last) && isFull(last, line)
  return isFull(last, line) || (last.isSharp !== true && isLong(last, last.edge) && !terminal.test(last.text))
}

/** A sentence that ends long before the edge of its text. */
function endsShort({ text, left, right, edge, margin }: FlowLine): boolean {
  const end = margin ?? edge
  return sentenceEnd.test(text) && end !== null && right - left < (end - left) * shortShare
}

/** Words that no full stop ends; rows of numbers are as wide as text. */
function isOpenProse({ text, cells }: FlowLine): boolean {
  if (cells.length > 1 || sentenceEnd.test(text)) return false
  return (text.match(/\p{L}/gu)?.length ?? 0) * 2 > text.length
}

/** Text set with a ragged edge: a long line that ends in the middle of a sentence goes on below. */
function isLong(line: FlowLine, edge: number): boolean {
  return line.right - line.left >= (edge - line.left) * 0.75
}

/** A line is full when the first word of the next one would not have fitted after it. */
function isFull(last: FlowLine, next: FlowLine): boolean {
  const edge = last.edge ?? last.margin
  if (edge === undefined) return false
  const word = /^\S+/.exec(next.text)?.[0] ?? ''
  const charWidth =
    next.right > next.left ? Math.min((next.right - next.left) / next.text.length, next.size) : next.size * 0.5
  return last.right + (word.length + 1) * charWidth * 0.95 > edge - 1
}
