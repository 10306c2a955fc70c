import { besideWord, overBar, sameLevel, stretchesAt } from './bar-stretches.ts'
import type { Bar, Stretch } from './bar-stretches.ts'
import type { ViewedChars } from './char-access.ts'
import { addedText } from './join-pieces.ts'
import type { PdfLine } from './pdf-line.ts'
import type { ReadLine } from './read-line.ts'

/** Every bar is compared with all lines of its page; a page with more of either is a drawing. */
const most = { bars: 400, lines: 2_000 } as const
/** How far above the bar the line of the numerator stands, and how far below it that of the denominator; in sizes of their type. */
const [above, below] = [
  { from: 0, to: 0.65 },
  { from: 0.5, to: 1.3 },
] as const
/** What is a line of its own may hold another fraction, and stand further away. */
const fartherWhole = 0.5
/** Both stand in the middle of the bar, and the longer one is hardly shorter than it. */
const [besideMiddle, shorter] = [0.35, 1.3]
/** The bar stands so high over the line that the fraction is part of, and so near to what stands beside it, in sizes of its type. */
const axis = { from: 0.1, to: 0.55, usual: 0.25, clear: 0.05 } as const
const besideHost = { over: 0.2, apart: 1 } as const
const blank = 0.3
/** Signs of a formula stand nearer to each other, in sizes of the type. */
const betweenCells = 1
/** The other sizes are those of raised and lowered signs. */
const sameType = 0.85
/** Lines that meet are no further apart, in points. */
const meeting = 1
/** Names and hours above each other are the cells of a table, or who signs and as what, but where a sign stands beside them. */
const [word, sign] = [/\p{L}{4}|\d:\d/u, /[=+×÷·∪∩|/^<>≤≥√]/u] as const
const [signBefore, signBehind] = [/[=+−–·×÷*/≈≤≥<>∝←(-]$/u, /^[=+−–·×÷*/≈≤≥<>∝→)-]/u] as const
/** All else is put in brackets where it stands before or behind a stroke, but for what has its own. */
const isOne = /^(?:[\p{L}\p{N}.,%€$£!′]+|\|[^|]+\||\([^()]*(?:\([^()]*\)[^()]*)*\))$/u

/**
 * The lines of a page, each fraction that is drawn as two texts with a bar between them written as one beside what it is part of: "3/4",
 * "(a + b)/c". What stands above and below a bar without a text at its own height, as sums do, stays as it is.
 */
export function withDrawnFractions(
  access: ViewedChars,
  all: readonly ReadLine[],
  { bars, vertical }: { readonly bars: readonly Bar[]; readonly vertical: readonly Bar[] },
): readonly ReadLine[] {
  if (bars.length > most.bars || all.length > most.lines) return all
  const free = bars.filter((bar) => !meetsOthers(bar, bars, vertical))
  // A fraction in another one has the shorter bar.
  const inner = free.toSorted((a, b) => a.to - a.from - (b.to - b.from))
  return inner.reduce((lines, bar) => withFraction(access, lines, bar), all)
}

/** It is part of a grid, or of a longer line. */
function meetsOthers(bar: Bar, bars: readonly Bar[], vertical: readonly Bar[]): boolean {
  const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= meeting
  const isEnd = (x: number): boolean => isNear(x, bar.from) || isNear(x, bar.to)
  const goesOn = bars.some(({ at, from, to }) => isNear(at, bar.at) && (isNear(from, bar.to) || isNear(to, bar.from)))
  return goesOn || vertical.some(({ at, from, to }) => isEnd(at) && from <= bar.at + meeting && to >= bar.at - meeting)
}

function withFraction(access: ViewedChars, lines: readonly ReadLine[], bar: Bar): readonly ReadLine[] {
  const stretches = stretchesAt(access, lines, bar)
  const apart = stretches.filter(
    ({ line, rest, isUnderlined }) => isUnderlined !== true && !rest.some((one) => goesOn(line, one.line)),
  )
  const upper = nearest(
    apart.filter((one) => isAt(one.line.baseline - bar.at, one, above)),
    bar,
  )
  const lower = nearest(
    apart.filter((one) => isAt(bar.at - one.line.baseline, one, below)),
    bar,
  )
  const [first] = upper
  if (first === undefined || lower.length === 0 || stretches.some((one) => isThrough(one, bar))) return lines
  if (!isCentred(upper, lower, bar) || areCells(upper) || areCells(lower)) return lines
  const parts = new Map([...upper, ...lower].map((part) => [part.whole, part] as const))
  const others = lines.flatMap((one) => parts.get(one)?.rest ?? [one])
  const isInLine = others.some(({ line }) => [...upper, ...lower].some((part) => goesOn(part.line, line)))
  const hosts = isInLine ? [] : others.filter(({ line }) => isHost(line, bar))
  const host = bestHost(hosts, bar)
  const [over, under] = [said(upper), said(lower)]
  if (host === undefined || (isWords(over) && isWords(under) && !hasSign(host.line, bar))) return lines
  const place = others.indexOf(host) + (host.line.left < bar.from ? 1 : 0)
  const line = lineOf(`${over}/${under}`, host.line, bar)
  return others.toSpliced(place, 0, { line, source: first.whole.source, isComposed: true })
}

function isAt(distance: number, { line, rest }: Stretch, { from, to }: { from: number; to: number }): boolean {
  return distance >= line.size * from && distance <= line.size * (to + (rest.length === 0 ? fartherWhole : 0))
}

/** Without what stands further from the bar in the same type, as a tall sign below the fraction does. */
function nearest(stretches: readonly Stretch[], { at }: Bar): Stretch[] {
  const isHidden = ({ line }: Stretch): boolean =>
    stretches.some(
      ({ line: other }) =>
        Math.min(other.size, line.size) >= Math.max(other.size, line.size) * sameType &&
        Math.abs(other.baseline - at) + line.size * sameLevel < Math.abs(line.baseline - at) &&
        other.left < line.right &&
        line.left < other.right,
    )
  return stretches.filter((one) => !isHidden(one))
}

/** Letters at the height of the bar: it is drawn through a word. */
function isThrough({ line: { baseline, size } }: Stretch, { at }: Bar): boolean {
  return at > baseline && at - baseline < size * below.from
}

/** Whether a text goes on with another one at its own height: it is underlined, and no part of a fraction. */
function goesOn({ left, right, baseline, size }: PdfLine, other: PdfLine): boolean {
  const near = other.left < left ? other.endBaseline : other.baseline
  const isLevel = Math.abs(near - baseline) <= size * sameLevel
  const gap = Math.max(left - other.right, other.left - right)
  return isLevel && gap <= size * besideWord
}

function isCentred(upper: readonly Stretch[], lower: readonly Stretch[], { from, to }: Bar): boolean {
  const size = Math.max(...[...upper, ...lower].map(({ line }) => line.size))
  const widths = [upper, lower].map((own) => {
    const [left, right] = [
      Math.min(...own.map(({ line }) => line.left)),
      Math.max(...own.map(({ line }) => line.right)),
    ]
    return { width: right - left, beside: Math.abs((left + right) / 2 - (from + to) / 2) }
  })
  const isInside = widths.every(
    ({ width, beside }) => beside <= size * besideMiddle && width <= to - from + size * overBar * 2,
  )
  return isInside && Math.max(...widths.map(({ width }) => width)) >= to - from - size * shorter
}

/** Names of columns below a rule, as far apart as columns are. */
function areCells(stretches: readonly Stretch[]): boolean {
  const inOrder = stretches.map(({ line }) => line).toSorted((a, b) => a.left - b.left)
  return inOrder.some(({ cells, right, size }, index) => {
    const gap = (inOrder[index + 1]?.left ?? right) - right
    return cells.length > 1 || gap > size * betweenCells
  })
}

const isWords = (text: string): boolean => word.test(text) && !sign.test(text)

function hasSign({ text, left }: PdfLine, { from }: Bar): boolean {
  return left < from ? signBefore.test(text) : signBehind.test(text)
}

/** The one before it, unless the one behind it is clearly that beside which bars stand: the other one is part of another fraction. */
function bestHost(hosts: readonly ReadLine[], { at, from }: Bar): ReadLine | undefined {
  const before = hosts.find(({ line }) => line.left < from)
  const behind = hosts.find(({ line }) => line.left >= from)
  if (before === undefined || behind === undefined) return before ?? behind
  const offAxis = (baseline: number, { size }: PdfLine): number => Math.abs((at - baseline) / size - axis.usual)
  const isBetter =
    offAxis(before.line.endBaseline, before.line) > offAxis(behind.line.baseline, behind.line) + axis.clear
  return isBetter ? behind : before
}

function isHost({ upright, left, right, baseline, endBaseline, size }: PdfLine, { at, from, to }: Bar): boolean {
  const isBefore = right <= from + size * besideHost.over && right >= from - size * besideHost.apart
  const isBehind = left >= to - size * besideHost.over && left <= to + size * besideHost.apart
  if (!upright || (!isBefore && !isBehind)) return false
  const height = at - (isBefore ? endBaseline : baseline)
  return height >= size * axis.from && height <= size * axis.to
}

function said(stretches: readonly Stretch[]): string {
  const inOrder = stretches.map(({ line }) => line).toSorted((a, b) => a.left - b.left)
  const text = inOrder.reduce((before, line, index) => {
    const last = inOrder[index - 1]
    return before + (last === undefined ? line.text : addedText(last, line))
  }, '')
  return isOne.test(text) ? text : `(${text})`
}

function lineOf(text: string, host: PdfLine, { from, to: right }: Bar): PdfLine {
  const { page, size, bold } = host
  const isBehind = host.left < from
  const baseline = isBehind ? host.endBaseline : host.baseline
  // "2 1/2": nothing parts the whole number from its fraction but how they are drawn.
  const left = isBehind ? Math.max(from, host.right + size * blank) : from
  const place = { left, right, baseline, endBaseline: baseline, size }
  return { text, page, ...place, bold, upright: true, cells: [{ text, left, right }] }
}
