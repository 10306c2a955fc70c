import { baselineOf, charBox, printedSize } from './char-access.ts'
import type { ViewedChars } from './char-access.ts'
import type { PdfLine } from './pdf-line.ts'
import { readLine } from './read-line.ts'
import type { ReadLine } from './read-line.ts'

/** A level line: how high it stands, and from where to where it goes; of one that stands upright the same, turned. */
export interface Bar {
  readonly at: number
  readonly from: number
  readonly to: number
}

/** Letters may reach over the bar so far, in sizes of the type. */
export const overBar = 0.25
/** What goes on with a text stands level with it, and so near, in sizes of the type. */
export const [sameLevel, besideWord] = [0.1, 0.7]
/** No part of a fraction stands further from its bar. */
const farthest = 2

/** A line, or the part of one, that stands within the ends of a bar. */
export interface Stretch {
  readonly whole: ReadLine
  readonly line: PdfLine
  /** What of the whole stands before it and behind it. */
  readonly rest: readonly ReadLine[]
  /** Its whole goes on with it at its own height: it is underlined, and no part of a fraction. Its line keeps the text of the whole. */
  readonly isUnderlined?: true
}

/** What stands above or below a bar, nearly. */
export function stretchesAt(access: ViewedChars, lines: readonly ReadLine[], bar: Bar): Stretch[] {
  const near = lines.filter(({ line }) => isNear(line, bar))
  return near.length < 2 ? [] : near.map((one) => stretchOf(access, one, bar)).filter((one) => one !== null)
}

function isNear({ upright, left, right, baseline, endBaseline, size }: PdfLine, { at, from, to }: Bar): boolean {
  if (!upright || left > to || right < from) return false
  return Math.min(Math.abs(baseline - at), Math.abs(endBaseline - at)) < size * farthest
}

function stretchOf(access: ViewedChars, whole: ReadLine, bar: Bar): Stretch | null {
  const { line, source, isComposed } = whole
  const edge = line.size * overBar
  if (line.left >= bar.from - edge && line.right <= bar.to + edge) return { whole, line, rest: [] }
  if (isComposed === true) return null
  const { raw, at } = source
  const letters = [...raw.matchAll(/\S/gu)]
  const isWithin = ({ index }: RegExpExecArray): boolean => {
    const { left, right } = charBox(access, at + index)
    return Math.abs((left + right) / 2 - (bar.from + bar.to) / 2) <= (bar.to - bar.from) / 2 + edge
  }
  const [start, stop] = [letters.findIndex(isWithin), letters.findLastIndex(isWithin)]
  const [begin, end] = [letters[start], letters[stop]]
  if (begin === undefined || end === undefined) return null
  const [first, last] = [begin.index, end.index + end[0].length]
  const baseline = baselineOf(access, at + first)
  const { size } = printedSize(access, at + first)
  const place = { baseline, endBaseline: baseline, size }
  // Reading the parts of a line takes time, and most short lines of a page are drawn below a word of its text.
  const [before, behind] = [letters[start - 1], letters[stop + 1]]
  const isUnderlined =
    (before !== undefined && areJoined(access, [at + before.index, at + first], place)) ||
    (behind !== undefined && areJoined(access, [at + end.index, at + behind.index], place))
  if (isUnderlined) return { whole, line: { ...line, ...place }, rest: [], isUnderlined }
  const part = partOf(access, whole, first, last)
  if (part === null) return null
  const rest = [partOf(access, whole, 0, first), partOf(access, whole, last, raw.length)]
  return { whole, line: { ...part.line, ...place }, rest: rest.filter((one) => one !== null) }
}

/** Whether two letters that follow each other are those of one text at this level. */
function areJoined(
  access: ViewedChars,
  [one, next]: readonly [number, number],
  level: { baseline: number; size: number },
): boolean {
  if (charBox(access, next).left - charBox(access, one).right > level.size * besideWord) return false
  return [one, next].every((at) => Math.abs(baselineOf(access, at) - level.baseline) <= level.size * sameLevel)
}

function partOf(access: ViewedChars, { line, source }: ReadLine, from: number, to: number): ReadLine | null {
  const own = { ...source, raw: source.raw.slice(from, to), at: source.at + from }
  const part = own.raw.trim() === '' ? null : readLine(access, own, line.page)
  return part === null ? null : { line: part, source: own }
}
