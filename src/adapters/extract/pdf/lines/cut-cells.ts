import { charBox, objectOf } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import { cleanPdfText, dotLeaders } from '../clean-pdf-text.ts'
import { gapsOfAmounts, holdsAmounts } from './near-amounts.ts'
import type { PdfCell, PdfLine } from './pdf-line.ts'
import { withRaised } from './raised-digits.ts'
import { wordsOfSpacedLetters } from './spaced-letters.ts'

interface MeasuredLine {
  readonly raw: string
  readonly at: number
  readonly size: number
  readonly width: number
}

/** A place between two characters of a line, with what lies between them. */
interface Gap {
  readonly from: number
  readonly to: number
  readonly left: number
  readonly right: number
}

const number = /^[-–(+]?[$€£]?\d[\d.,]*[)%]?$/u
const numericShare = 0.7
const longLine = 60
/** Columns of running text are no narrower, in characters. */
const besideGap = 25
const [narrowest, widest] = [0.42, 0.53]
/** Two columns of a narrow type take less with the gap between them; what stands there begins with a letter or a number. */
const narrowestColumns = 0.36
const beginsText = /[\p{L}\p{N}«“"¿¡(]/u
/** A gap wider than the type is high separates cells. */
const cellGap = 1.1
/** Behind a leader nothing is stretched: a gap wider than two blanks separates amounts. */
const amountGap = 0.7

/** What a line is made of. */
interface CutLine {
  readonly cells?: readonly PdfCell[]
  readonly text?: string
  /** What its cells may be too. */
  readonly other?: Pick<PdfLine, 'tight' | 'drawn'>
}

/**
 * The cells of a line, and its text where that is not the characters as they come. PDFium prints every gap as one space, and
 * some gaps not at all.
 */
export function cutCells(access: ViewedChars, line: MeasuredLine): CutLine | null {
  const { raw, at, size } = line
  const visible = raw.trimEnd()
  const leaders = [...visible.matchAll(dotLeaders)]
  if (visible.length < 3) return null
  const hidden = leaders.length > 0 ? 'gaps' : hiddenGaps(access, visible, line)
  if (hidden === 'none' && !holdsAmounts(visible)) return null
  const spaced = wordsOfSpacedLetters(visible, size, (index) => charBox(access, at + index))
  if (spaced !== null) return { text: spaced, cells: [cellOf(access, { raw: visible, at }, 0, visible.length, spaced)] }
  const wide = leaders.length > 0 ? null : wideGaps(access, visible, line)
  if (hidden !== 'gaps' && wide?.hasAmounts !== true)
    return hidden === 'single' ? besideOthers(access, visible, { at, wide }) : null
  const gaps = wide?.gaps ?? leaderGaps(access, leaders, visible, line)
  if (gaps.length === 0) return null
  const cells = withEmptyEnd(access, cellsBetween(access, { visible, at }, gaps), { visible, at, leaders })
  if (cells.length <= 1) return null
  if (wide?.isStretched === true) return { other: { tight: cells } }
  const drawn = wide?.drawn ?? []
  return drawn.length > gaps.length
    ? { cells, other: { drawn: cellsBetween(access, { visible, at }, drawn) } }
    : { cells }
}

/** A line whose single gap is one between cells if the lines beside it have one there. */
function besideOthers(
  access: ViewedChars,
  visible: string,
  { at, wide }: { readonly at: number; readonly wide: WideGaps | null },
): CutLine | null {
  const cells = wide?.gaps.length === 1 ? cellsBetween(access, { visible, at }, wide.gaps) : []
  return cells.length === 2 ? { other: { tight: cells } } : null
}

/** Behind dots that lead to nothing there is an empty cell. */
function withEmptyEnd(
  access: ViewedChars,
  cells: readonly PdfCell[],
  line: { readonly visible: string; readonly at: number; readonly leaders: readonly RegExpExecArray[] },
): readonly PdfCell[] {
  const { visible, at, leaders } = line
  const behind = leaders.at(-1)
  if (behind === undefined || cells.length !== 1 || behind.index + behind[0].length !== visible.length) return cells
  const { right } = charBox(access, at + visible.length - 1)
  return [...cells, { text: '', left: right, right }]
}

function cellsBetween(
  access: ViewedChars,
  { visible, at }: { readonly visible: string; readonly at: number },
  gaps: readonly { readonly from: number; readonly to: number }[],
): PdfCell[] {
  const cells: PdfCell[] = []
  let from = visible.search(/\S/)
  for (const gap of [...gaps, { from: visible.length, to: visible.length }]) {
    const cell = from < gap.from ? cellOf(access, { raw: visible, at }, from, gap.from) : null
    if (cell !== null && cell.text !== '') cells.push(cell)
    from = gap.to
  }
  return cells
}

/**
 * Running text takes between .4 and .5 of its size per character, by its font: a line can hide a gap only when it is wider. A
 * long one that is hardly wider has cells where it has two gaps, or one between two columns: a single one near its begin is
 * behind a bullet or a label. One that is narrower has no other gap than that between columns. `single`: one near one of its
 * ends, which only the lines beside it can tell from that of a label.
 */
function hiddenGaps(
  access: ViewedChars,
  visible: string,
  { at, size, width }: MeasuredLine,
): 'gaps' | 'single' | 'none' {
  const share = width / visible.length / size
  if (visible.length < longLine || share >= widest) return share >= narrowest ? 'gaps' : 'none'
  if (share < narrowestColumns) return 'none'
  let [wide, isMiddle] = [0, false]
  for (let blank = visible.indexOf(' '); blank > 0; blank = visible.indexOf(' ', blank + 1)) {
    const { right } = charBox(access, at + blank - 1)
    if (charBox(access, at + blank + 1).left - right < size * cellGap) continue
    wide++
    isMiddle ||= blank >= besideGap && visible.length - blank > besideGap && beginsText.test(visible[blank + 1] ?? '')
  }
  const isCut = share < narrowest ? isMiddle && wide === 1 : wide > 1 || isMiddle
  if (isCut) return 'gaps'
  return wide === 1 ? 'single' : 'none'
}

/** Between a label and its amount, and between amounts, signs that stand for one ("–", "(X)", "*****") among them. */
function leaderGaps(
  access: ViewedChars,
  leaders: readonly RegExpExecArray[],
  visible: string,
  { at, size }: MeasuredLine,
): { from: number; to: number }[] {
  const gaps = leaders.map(({ index, 0: dots }) => ({ from: index, to: index + dots.length }))
  const behind = gaps.at(-1)?.to ?? 0
  const blanks = [...visible.slice(behind).matchAll(/(?<=\S) +(?=\S)/g)].filter(({ index, 0: blank }) => {
    const [from, to] = [behind + index, behind + index + blank.length]
    if (/\d\S*$/u.test(visible.slice(behind, from)) && /^[-+(]?(?:[€$£] ?)?\d/u.test(visible.slice(to))) return true
    return charBox(access, at + to).left - charBox(access, at + from - 1).right >= size * amountGap
  })
  return [
    ...gaps,
    ...blanks.map(({ index, 0: blank }) => ({ from: behind + index, to: behind + index + blank.length })),
  ]
}

interface WideGaps {
  readonly gaps: readonly Gap[]
  /** Some of them part amounts that stand near to each other. */
  readonly hasAmounts: boolean
  readonly isStretched: boolean
  readonly drawn: readonly Gap[]
}

/**
 * The gaps that are wider than words stand apart, and whether they may be those of stretched text; where there is one, those between
 * what was drawn piece by piece too.
 */
function wideGaps(access: ViewedChars, visible: string, { at, size }: MeasuredLine): WideGaps {
  const gaps: Gap[] = []
  let before: { readonly index: number; readonly right: number } | null = null
  for (let index = visible.search(/\S/); index < visible.length; index++) {
    if (visible[index] === ' ') continue
    const { left, right } = charBox(access, at + index)
    if (before !== null && (index > before.index + 1 || left - before.right >= size * cellGap)) {
      gaps.push({ from: before.index + 1, to: index, left: before.right, right: left })
    }
    before = { index, right }
  }
  const near = gapsOfAmounts(
    visible,
    gaps.map((gap) => ({ ...gap, width: (gap.right - gap.left) / size })),
  )
  const wide = gaps.filter(
    (gap) => gap.right - gap.left >= size * cellGap || near.some(({ from }) => from === gap.from),
  )
  const mayBeText = near.length === 0 && !isNumbers(visible, gaps) && !isSigns(visible)
  const isStretched = wide.length > 0 && isJustified(gaps, size) && mayBeText
  const drawn = wide.length === 0 ? [] : gaps.filter((gap) => wide.includes(gap) || isBetweenObjects(access, at, gap))
  return { gaps: wide, hasAmounts: near.length > 0, isStretched, drawn }
}

function isBetweenObjects(access: ViewedChars, at: number, { from, to }: Gap): boolean {
  return objectOf(access, at + from - 1) !== objectOf(access, at + to)
}

function cellOf(
  access: ViewedChars,
  { raw, at }: { readonly raw: string; readonly at: number },
  from: number,
  to: number,
  text = cleanPdfText(withRaised(access, { raw: raw.slice(from, to), at: at + from })),
): PdfCell {
  const last = from + raw.slice(from, to).trimEnd().length - 1
  return { text, left: charBox(access, at + from).left, right: charBox(access, at + Math.max(from, last)).right }
}

/** Running text never has one number behind the other. */
function isNumbers(visible: string, gaps: readonly Gap[]): boolean {
  const words = [{ to: 0 }, ...gaps].map(({ to }, index) => visible.slice(to, gaps[index]?.from).trim())
  return words.filter((word) => number.test(word)).length >= Math.max(3, words.length * numericShare)
}

/** Nor nothing but single letters and signs. */
function isSigns(visible: string): boolean {
  return visible.split(/\s+/u).every((word) => word.length <= 1)
}

/**
 * A stretched line of running text has equal gaps (but for the letters' own side bearings) and no very wide ones; columns
 * have neither.
 */
function isJustified(gaps: readonly Gap[], size: number): boolean {
  let widest = -Infinity
  let narrowest = Infinity
  for (const { left, right } of gaps) {
    widest = Math.max(widest, right - left)
    narrowest = Math.min(narrowest, right - left)
  }
  return gaps.length >= 2 && widest < size * 2.5 && widest - narrowest < size * 0.5
}
