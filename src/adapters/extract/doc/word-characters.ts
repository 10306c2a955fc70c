import { AppError } from '../../../domain/errors.ts'
import { shownByField } from '../layout/shown-by-field.ts'
import { fieldTarget, hasContentTarget, linkTargetText } from '../layout/link-target.ts'
import { withSymbols } from '../layout/symbol-letters.ts'
import { formMarksIn } from './form-marks.ts'
import type { ByteRange } from './formatted-runs.ts'

const fieldBegin = '\u0013'
const fieldSeparator = '\u0014'
const fieldEnd = '\u0015'
/** Word nests a handful: an entry of a table of contents is a link with a page number in it. */
const maxFieldDepth = 50
/** More than the instruction of any link. */
const longestInstruction = 1_100

/** Word's own characters as text: cell ends are tabs, every kind of break a line end, what prints nothing goes. */
export function plainCharacters(text: string): string {
  return plainLetters(
    keptRanges(text)
      .map(({ start, end, after = '' }) => text.slice(start, end) + after)
      .join(''),
  )
}

/** The same for a text without fields. */
export function plainLetters(text: string): string {
  return (
    withSymbols(text)
      .replaceAll('\u0007', '\t')
      .replace(/[\u000A-\u000E]/g, '\n')
      .replaceAll('\u001E', '\u2011')
      // oxlint-disable-next-line no-control-regex -- these are Word's marks: notes, drawings, comments, optional hyphens
      .replace(/[\u0000-\u0006\u0008\u0013-\u0015\u001F]/g, '')
  )
}

interface Field {
  /** Where the field began among the ranges, and its result. */
  readonly begin: number
  result: number | null
}

/** Digits and the signs before them in their raised forms; the length stays. */
export function raisedLetters(text: string): string {
  return text
    .replace(/[-−–+](?=\d)/g, (sign) => (sign === '+' ? '⁺' : '⁻'))
    .replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)))
}

/** A stretch of text, in characters, and what is said behind it: the address to which a link leads. */
interface KeptRange extends ByteRange {
  readonly after?: string
}

/**
 * The stretches of a text that are printed: of fields their results, so that of `{ PAGEREF x | 7 }` is left 7. One that does
 * not end is text like any other.
 */
export function keptRanges(text: string): readonly KeptRange[] {
  if (!text.includes(fieldBegin)) return [{ start: 0, end: text.length }]
  const kept: KeptRange[] = []
  const open: Field[] = []
  let at = 0
  for (const piece of text.split(/([\u0013-\u0015])/)) {
    const range = { start: at, end: at + piece.length }
    at = range.end
    const field = open.at(-1)
    if (piece === fieldBegin) open.push(openField(open.length, kept.length))
    else if (piece === fieldSeparator && field !== undefined) field.result ??= kept.length
    else if (piece === fieldEnd && field !== undefined) {
      const result = kept.slice(field.result ?? kept.length)
      const instruction = kept.slice(field.begin, field.result ?? kept.length)
      kept.length = field.begin
      const said = saysNothing(text, result) ? marksOf(text, instruction) : withTarget(text, instruction, result)
      for (const one of said) kept.push(one)
      open.pop()
    } else kept.push(range)
  }
  return kept
}

/** The result of a field; of a link with the address behind its words. */
function withTarget(
  text: string,
  instruction: readonly KeptRange[],
  result: readonly KeptRange[],
): readonly KeptRange[] {
  const last = result.at(-1)
  const target = last === undefined ? '' : fieldTarget(beginningOf(text, instruction))
  if (last === undefined || !hasContentTarget(target)) return result
  const address = linkTargetText(target, beginningOf(text, result))
  return address === '' ? result : [...result.slice(0, -1), { ...last, after: (last.after ?? '') + address }]
}

function beginningOf(text: string, ranges: readonly KeptRange[]): string {
  let beginning = ''
  for (const { start, end } of ranges) {
    if (beginning.length >= longestInstruction) break
    beginning += text.slice(start, Math.min(end, start + longestInstruction))
  }
  return beginning
}

const saysNothing = (text: string, ranges: readonly ByteRange[]): boolean =>
  ranges.every(({ start, end }) => text.slice(start, end).trim() === '')

/** A field of a form without a text of its own has in its code the sign of what it shows; others say which one it is. */
function marksOf(text: string, code: readonly ByteRange[]): readonly KeptRange[] {
  const [first] = code
  const sign = first === undefined ? '' : shownByField(beginningOf(text, code))
  if (first !== undefined && sign !== '') return [{ start: first.start, end: first.start, after: sign }]
  return code.flatMap(({ start, end }) => formMarksIn(text, start, end))
}

function openField(depth: number, begin: number): Field {
  if (depth >= maxFieldDepth) {
    throw new AppError(
      'too_complex',
      `The DOC file nests more than ${maxFieldDepth} fields, which no real document does.`,
    )
  }
  return { begin, result: null }
}
