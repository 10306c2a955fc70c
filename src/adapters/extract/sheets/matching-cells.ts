import { isError, numberOf, single, textOf } from './formula-values.ts'
import type { Argument, Value } from './formula-values.ts'

/** Workbooks look for no longer text. */
export const longestWanted = 255

/** `">=10"`, `"Norte"`, 5: what SUMIF and COUNTIF look for. */
interface Criterion {
  /** Empty where none is written: then an empty text is met by cells that are empty and by those that show nothing. */
  readonly sign: string
  /** In small letters. */
  readonly text: string
  readonly number: number | null
}

/** Signs that stand for any letters. */
export const hasWildcards = (value: Value): boolean => typeof value === 'string' && /[*?~]/.test(value)

/** Dates, amounts with a sign, shares: text that a workbook takes for a number in the way of its country. */
const localNumber = /^[^\p{L}]*\d/u

/** Null for what a workbook reads in a way that is not told here. */
function criterionOf(wanted: Value): Criterion | null {
  // What an empty cell names is 0.
  if (typeof wanted === 'number' || wanted === null) return { sign: '=', text: '', number: wanted ?? 0 }
  const [, sign = '', text = ''] = /^(<>|<=|>=|=|<|>)?([^]*)$/.exec(textOf(wanted).toLowerCase()) ?? []
  const number = text.trim() === '' ? null : numberOf(text)
  if (isError(wanted) || hasWildcards(text) || text.length > longestWanted) return null
  if (number === null && (localNumber.test(text) || !/^(?:=|<>|)$/u.test(sign))) return null
  return { sign, text, number }
}

function meets(value: Value, { sign, text, number: limit }: Criterion): boolean {
  const number = value === null || typeof value === 'boolean' ? null : numberOf(value)
  const isNumeric = number !== null && limit !== null
  if (sign === '=' || sign === '<>' || sign === '') {
    const isSame = isNumeric ? number === limit : limit === null && isText(value, text, sign)
    return isSame === (sign !== '<>')
  }
  // A text is not larger or smaller than a number, though it may be the same.
  if (!isNumeric || typeof value !== 'number') return false
  if (sign === '<') return number < limit
  if (sign === '>') return number > limit
  return sign === '<=' ? number <= limit : number >= limit
}

function isText(value: Value, text: string, sign: string): boolean {
  if (text === '' && sign !== '') return value === null
  const shown = textOf(value)
  return shown.length === text.length && shown.toLowerCase() === text
}

/** The values of a range that stand where another range has what is wanted; null where that cannot be told. */
export function matchingCells(given: readonly Argument[]): readonly Value[] | null {
  const [where, , what = where] = given
  const criterion = criterionOf(single(given, 1))
  if (where === undefined || what === undefined || where.width === 0 || criterion === null) return null
  // A range of another shape is stretched to that of the first one, over cells that nobody handed over.
  if (what.width !== where.width || (what.values.length < where.values.length && what.isCut !== true)) return null
  // So many empty cells as the range has below and beside the last ones.
  if (where.isCut === true && meets(null, criterion)) return null
  return where.values.flatMap((value, at) => (meets(value, criterion) ? [what.values[at] ?? null] : []))
}
