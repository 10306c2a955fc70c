import { headingLevel } from '../layout/heading-rule.ts'
import type { FlowLine } from './page-runs.ts'

/** Lines that belong together, before it is known what they are. */
export interface LineGroup {
  readonly kind: 'prose' | 'list-item' | 'row'
  readonly lines: readonly FlowLine[]
}

const marker =
  /^(?:[•·▪▫◦‣⁃∙●○■□➢➤✓✔–—*-]\s+|\(?\d{1,3}[.)ºª]{1,2}[-–]?\s+|\(?\d{1,3}\.-\s*|\(?[a-zA-Zñ][.)]\s+|\(?[ivxIVX]{1,5}[.)]\s+)(?=\S)/u
const terminal = /[.!?:;…»”"')\]]$/u
const sentenceEnd = /[.!?…][»”"')\]]*$/u

export interface TypeMetrics {
  /** The size most of the text is set in, and whether it is bold. */
  readonly bodySize: number
  readonly bodyBold: boolean
  /** Usual distance of two lines, per printed size (rounded to half a point). */
  readonly pitch: ReadonlyMap<number, number>
}

export const sizeKey = (size: number): number => Math.round(size * 2) / 2

/** What is ordinary in this document; everything else is judged against it. */
export function measureType(lines: readonly FlowLine[]): TypeMetrics {
  const chars = new Map<number, number>()
  const distances = new Map<number, number[]>()
  let boldChars = 0
  let allChars = 0
  for (const [index, line] of lines.entries()) {
    const key = sizeKey(line.size)
    chars.set(key, (chars.get(key) ?? 0) + line.text.length)
    allChars += line.text.length
    if (line.bold) boldChars += line.text.length
    const before = lines[index - 1]
    if (before === undefined || before.run !== line.run || sizeKey(before.size) !== key) continue
    const distance = before.endBaseline - line.baseline
    if (distance > line.size * 0.8 && distance < line.size * 3) pushTo(distances, key, distance)
  }
  const body = [...chars].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 10
  const pitch = new Map([...distances].map(([key, values]) => [key, lowerMedian(values)] as const))
  return { bodySize: body, bodyBold: boldChars > allChars * 0.5, pitch }
}

function pushTo(map: Map<number, number[]>, key: number, value: number): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

/** Below the middle, because paragraph gaps only ever make distances larger. */
function lowerMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.4)] ?? 0
}

/** Joins wrapped lines into paragraphs, over column and page breaks too; table rows and list items stay apart. */
export function groupLines(lines: readonly FlowLine[], type: TypeMetrics): LineGroup[] {
  const groups: { kind: LineGroup['kind']; lines: FlowLine[] }[] = []
  for (const [index, line] of lines.entries()) {
    const group = groups.at(-1)
    if (isRow(lines, index)) {
      groups.push({ kind: 'row', lines: [line] })
    } else if (group === undefined || group.kind === 'row' || !continues(group, line, type)) {
      groups.push({ kind: marker.test(line.text) ? 'list-item' : 'prose', lines: [line] })
    } else {
      group.lines.push(line)
    }
  }
  return groups
}

/** "Alcance … 12": a line of a table of contents. */
const contentsEntry = / … \d{1,4}$/

/** A row has cells and stands next to another row, or has three cells; "3.1   Title" and list markers are not rows. */
function isRow(lines: readonly FlowLine[], index: number): boolean {
  const line = lines[index]
  if (line === undefined) return false
  if (contentsEntry.test(line.text)) return true
  if (!hasCells(line) || isStretched(line)) return false
  if (line.cells.length >= 3) return true
  const neighbours = [lines[index - 1], lines[index + 1]]
  return neighbours.some((other) => other !== undefined && other.page === line.page && hasCells(other))
}

/** A last-but-one line of few words, pulled to the right edge: every gap is wide and no cell has two words. */
function isStretched(line: FlowLine): boolean {
  const reachesEdge = line.edge !== null && Math.abs(line.edge - line.right) < line.size * 0.3
  return (
    reachesEdge &&
    line.cells.every((cell) => !cell.includes(' ')) &&
    line.cells.some((cell) => /^\p{Ll}{2}/u.test(cell))
  )
}

function hasCells(line: FlowLine): boolean {
  const [first = '', second] = line.cells
  if (second === undefined) return false
  if (line.cells.length > 2) return true
  return !/^(?:\d{1,3}(?:\.\d{1,3})*\.?|[•·▪▫◦–—*-]|\(?\p{L}[.)])$/u.test(first)
}

function continues(
  group: { kind: LineGroup['kind']; lines: readonly FlowLine[] },
  line: FlowLine,
  type: TypeMetrics,
): boolean {
  const last = group.lines.at(-1)
  const first = group.lines[0]
  if (last === undefined || first === undefined) return false
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

function opensBlock(last: FlowLine, line: FlowLine): boolean {
  const ended = terminal.test(last.text) || !isFull(last, line)
  if (marker.test(line.text) && (ended || marker.test(last.text))) return true
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
  return !terminal.test(last.text) && last.edge !== null && isFull(last, line) && /^[\p{L}\p{N}«“"(¿¡]/u.test(line.text)
}

interface Below {
  readonly first: FlowLine
  readonly last: FlowLine
  readonly line: FlowLine
  readonly isList: boolean
}

function continuesBelow({ first, last, line, isList }: Below): boolean {
  const indent = line.left - last.left
  if (isList && last === first && indent > -line.size * 0.5) return isFull(last, line) || indent > line.size * 0.5
  const opensParagraph = indent > line.size * 0.8 && indent < line.size * 6
  if (opensParagraph && terminal.test(last.text)) return false
  if (/^\p{Ll}/u.test(line.text) && !sentenceEnd.test(last.text)) return true
  if (last.edge === null) return false
  return isFull(last, line) || (isLong(last, last.edge) && !terminal.test(last.text))
}

/** Text set with a ragged edge: a long line that ends in the middle of a sentence goes on below. */
function isLong(line: FlowLine, edge: number): boolean {
  return line.right - line.left >= (edge - line.left) * 0.75
}

/** A line is full when the first word of the next one would not have fitted after it. */
function isFull(last: FlowLine, next: FlowLine): boolean {
  if (last.edge === null) return false
  const word = /^\S+/.exec(next.text)?.[0] ?? ''
  const charWidth =
    next.right > next.left ? Math.min((next.right - next.left) / next.text.length, next.size) : next.size * 0.5
  return last.right + (word.length + 1) * charWidth * 0.95 > last.edge - 1
}
