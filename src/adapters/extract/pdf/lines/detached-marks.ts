import { raisedText } from '../../layout/raised-text.ts'
import { cleanPdfText } from '../clean-pdf-text.ts'
import { baselineOf, charBox, printedSize } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import type { PdfCell, PdfLine } from './pdf-line.ts'
import type { RawLine } from './raw-lines.ts'
import { readLine } from './read-line.ts'
import type { LineMark, ReadLine } from './read-line.ts'
import { withRaised } from './raised-digits.ts'

/** Marks of notes, as "[1] [4]", for which their line leaves room. */
const bracketed = /^\[\d{1,3}\](?: ?\[\d{1,3}\])*$/u
/** The mark of a note, or an exponent. */
const mark = /^(?:\d{1,3}|[*†‡]{1,3})$/u
const smallShare = 0.85
/** How far above the line it stands, in sizes of the type. */
const raised = { from: 0.12, to: 0.8 } as const
/** How far it is from the letter before it, and how far it may reach over the next one. */
const touching = { before: 0.25, over: 0.15 } as const
/** A bracket has more room around it. */
const besideBracket = 0.4
/** What stands level, and what is no part of the word before it, in sizes of the type. */
const [sameLevel, apart] = [0.1, 1.1]
/** Every mark is compared with all lines of its page; a page with more of either is a drawing. */
const most = { marks: 100, lines: 2_000, ofLine: 12 } as const

interface DrawnMark extends LineMark {
  readonly drawn: PdfLine
}

/** The lines of a page, each raised mark that a program drew apart from its line put behind the letter that it stands at. */
export function withDetachedMarks(access: ViewedChars, all: readonly ReadLine[]): ReadLine[] {
  const lines = all.flatMap((one, index) => partedAtMark(access, all[index - 1], one))
  const marks = lines.filter(({ line }) => line.upright && (mark.test(line.text) || bracketed.test(line.text)))
  if (marks.length === 0 || marks.length > most.marks || lines.length > most.lines) return [...lines]
  const added = new Map<ReadLine, DrawnMark[]>()
  const taken = new Set<ReadLine>()
  for (const one of marks) {
    const host = lines.find((other) => isHost(other.line, one.line) && (added.get(other)?.length ?? 0) < most.ofLine)
    const place = host === undefined ? null : placeIn(access, host, one.line)
    if (host === undefined || place === null) continue
    added.set(host, [...(added.get(host) ?? []), place])
    taken.add(one)
  }
  return lines.filter((line) => !taken.has(line)).map((one) => withMarks(access, one, added.get(one) ?? []))
}

/** A line that begins with the mark of the line before it, which PDFium ends where letters are raised, as two. */
function partedAtMark(access: ViewedChars, before: ReadLine | undefined, one: ReadLine): readonly ReadLine[] {
  const { line, source } = one
  const [begin] = /^\s*\d{1,3}\s+(?=\S)/u.exec(source.raw) ?? []
  if (begin === undefined || before === undefined || !line.upright || !before.line.upright) return [one]
  const next = source.at + begin.length
  const { size } = printedSize(access, next)
  const isBehind = Math.abs(line.left - before.line.right) < size * touching.before
  const [base, level] = [baselineOf(access, next), before.line.baseline]
  const isUp = line.size <= size * smallShare && line.baseline - base >= size * raised.from
  const markEnd = charBox(access, source.at + begin.trimEnd().length - 1).right
  if (charBox(access, next).left - markEnd < size * apart) return [one]
  if (!isBehind || !isUp || Math.abs(base - level) > size * sameLevel) return [one]
  const rest = { ...source, raw: source.raw.slice(begin.length), at: next }
  const parts = [{ raw: begin, at: source.at }, rest].map((part) => ({
    line: readLine(access, part, line.page),
    source: part,
  }))
  return parts.flatMap(({ line: own, source: part }) => (own === null ? [] : [{ line: own, source: part }]))
}

function isHost(line: PdfLine, drawn: PdfLine): boolean {
  const { size, left, baseline } = drawn
  const largest = Math.max(line.size, line.endSize ?? 0)
  if (!line.upright || size > largest * smallShare) return false
  if (Math.abs(line.baseline - line.endBaseline) > line.size * 0.1) return false
  const up = baseline - line.baseline
  return up <= largest * raised.to && up > 0 && left > line.left && left < line.right + largest * besideMark(drawn)
}

const besideMark = ({ text }: PdfLine): number => (bracketed.test(text) ? besideBracket : touching.before)

/** Whether marks in brackets fill the gap between two cells: then there are none. */
function leavesRoom({ size, cells }: PdfLine, { text, left, right }: PdfLine): boolean {
  const [one, other, ...more] = cells
  if (one === undefined || other === undefined || more.length > 0 || !bracketed.test(text)) return false
  const room = [left - one.right, other.left - right]
  return room.every((gap) => gap > -size * touching.over && gap < size * besideBracket)
}

/** Null where the mark stands at none of the letters, or among those of a cell. */
function placeIn(access: ViewedChars, { line, source: { raw, at } }: ReadLine, drawn: PdfLine): DrawnMark | null {
  let behind = -1
  for (let index = raw.search(/\S/); index < raw.length; index++) {
    if (/\s/u.test(raw.charAt(index))) continue
    const { left, right } = charBox(access, at + index)
    if (right <= drawn.left + line.size * touching.over) behind = index
    else if (left < drawn.right - line.size * touching.over) return null
    else break
  }
  if (behind === -1) return null
  const { size } = printedSize(access, at + behind)
  const { right } = charBox(access, at + behind)
  const up = drawn.baseline - line.baseline
  if (drawn.size > size * smallShare || up < size * raised.from || up > size * raised.to) return null
  if (drawn.left - right > size * besideMark(drawn)) return null
  if (line.cells.length > 1 && !line.cells.some((cell) => endsAt(cell, right))) return null
  return { behind, said: raisedText(drawn.text, raw.slice(0, behind + 1)), drawn }
}

const endsAt = (cell: PdfCell, right: number): boolean => Math.abs(cell.right - right) < 0.01

function withMarks(access: ViewedChars, one: ReadLine, marks: readonly DrawnMark[]): ReadLine {
  if (marks.length === 0) return one
  const { line, source } = one
  const inOrder = marks.toSorted((a, b) => a.behind - b.behind)
  const text = textWithMarks(access, source, inOrder)
  const right = Math.max(line.right, ...marks.map(({ drawn }) => drawn.right))
  const isOne = line.cells.length === 1 || marks.some(({ drawn }) => leavesRoom(line, drawn))
  const cells = isOne ? [{ text, left: line.left, right }] : line.cells.map(cellWith)
  return { ...one, line: { ...line, text, right, cells }, marks: inOrder }

  function cellWith(cell: PdfCell): PdfCell {
    const own = inOrder.find(({ behind }) => endsAt(cell, charBox(access, source.at + behind).right))
    return own === undefined ? cell : { ...cell, text: `${cell.text}${own.said}`, right: own.drawn.right }
  }
}

/** Clean text of a stretch of characters with the marks that stand in it, in order. */
export function textWithMarks(access: ViewedChars, { raw, at }: RawLine, marks: readonly LineMark[]): string {
  let text = ''
  let from = 0
  const clean = (to: number): string => cleanPdfText(withRaised(access, { raw: raw.slice(from, to), at: at + from }))
  for (const { behind, said } of marks) {
    text = joined(text, clean(behind + 1), from) + said
    from = behind + 1
  }
  return joined(text, clean(raw.length), from)

  /** The blank in which the mark stands is none of the text before a full stop. */
  function joined(before: string, rest: string, begin: number): string {
    const isBlank = before !== '' && /^[^.,;:)\]»”]/u.test(rest) && /\s/u.test(raw.charAt(begin))
    return `${before}${isBlank ? ' ' : ''}${rest}`
  }
}
