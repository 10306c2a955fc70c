import {
  isError,
  notFound,
  numberIn,
  numberOf,
  numbersOf,
  orderOf,
  outOfRange,
  single,
  untold,
  wrongValue,
} from './formula-values.ts'
import type { Argument, Calculation, Value } from './formula-values.ts'
import { hasWildcards, longestWanted } from './matching-cells.ts'

/**
 * Where what is wanted stands among values, -1 for nowhere; null for what workbooks look for in ways that are not told here: the
 * next smaller one of a sorted list, of which nobody says that it is sorted, and signs that stand for any letters.
 */
function placeOf(wanted: Value, values: readonly Value[], isExact: boolean): number | null {
  if (!isExact || wanted === null || isError(wanted) || hasWildcards(wanted)) return null
  if (typeof wanted === 'string') return wanted.length > longestWanted ? null : placeOfText(wanted, values)
  const place = values.findIndex((value) => value !== null && !isError(value) && orderOf(value, wanted) === 0)
  // The same to fifteen figures: other functions than comparing may tell them apart.
  return place === -1 || values[place] === wanted ? place : null
}

function placeOfText(wanted: string, values: readonly Value[]): number {
  const [small, { length }] = [wanted.toLowerCase(), wanted]
  return values.findIndex(
    (value) => typeof value === 'string' && value.length === length && value.toLowerCase() === small,
  )
}

const isOff = (value: Value): boolean => value === false || value === 0
const isLine = ({ values, width }: Argument): boolean => width === 1 || values.length === width

/** In the first column or row of a range; the value stands in another one. */
const lookedUp =
  (isDown: boolean): Calculation =>
  (given) => {
    const [, range] = given
    const [wanted, column] = [single(given, 0), numberIn(single(given, 2))]
    if (range === undefined || given.length < 4) return untold
    const { values, width } = range
    const first = isDown ? values.filter((_, at) => at % Math.max(width, 1) === 0) : values.slice(0, width)
    const place = placeOf(wanted, first, isOff(single(given, 3)))
    if (place === null) return untold
    const most = isDown ? width : values.length / Math.max(width, 1)
    if (isError(column)) return column
    const other = Math.trunc(column)
    if (other < 1) return wrongValue
    if (other > most && range.isCut !== true) return outOfRange
    if (place === -1) return notFound
    // Beyond the last cells of the sheet.
    if (other > most) return null
    return values[isDown ? place * width + other - 1 : (other - 1) * width + place] ?? null
  }

const matched: Calculation = (given) => {
  const [, range] = given
  if (range === undefined || given.length < 3 || !isLine(range)) return untold
  const place = placeOf(single(given, 0), range.values, isOff(single(given, 2)))
  if (place === null) return untold
  return place === -1 ? notFound : place + 1
}

/** A number without its fraction, null for none. */
function wholeOf(value: Value): number | null {
  const number = numberOf(value)
  return number === null ? null : Math.trunc(number)
}

const indexed: Calculation = (given) => {
  const [range] = given
  const [first, second] = [wholeOf(single(given, 1)), wholeOf(single(given, 2))]
  const error = given
    .slice(1)
    .flatMap(({ values }) => values)
    .find(isError)
  if (error !== undefined) return error
  if (range === undefined || range.width === 0 || first === null || second === null || given.length > 3) return untold
  const isRow = given.length === 2 && range.values.length === range.width
  if (given.length === 2 && !isLine(range)) return untold
  const [row, column] = isRow ? [1, first] : [first, given.length === 2 ? 1 : second]
  // A whole row or column.
  if (row < 1 || column < 1) return untold
  const rows = range.values.length / range.width
  if (row > rows || column > range.width) return range.isCut === true ? null : outOfRange
  return range.values[(row - 1) * range.width + column - 1] ?? null
}

const foundAcross: Calculation = (given) => {
  const [, where, what, otherwise] = given
  if (where === undefined || what === undefined || given.length > 4 || !isLine(where)) return untold
  if (where.width !== what.width || where.values.length !== what.values.length) return untold
  const place = placeOf(single(given, 0), where.values, true)
  if (place === null) return untold
  if (place === -1) return otherwise === undefined ? notFound : single(given, 3)
  return what.values[place] ?? null
}

/** The largest or smallest but so many. */
const ranked =
  (order: (a: number, b: number) => number): Calculation =>
  (given) => {
    const [range] = given
    const place = numberIn(single(given, 1))
    const error = range?.values.find(isError)
    if (error !== undefined) return error
    if (isError(place)) return place
    if (range === undefined) return wrongValue
    return numbersOf([range]).toSorted(order)[Math.ceil(place) - 1] ?? { error: '#NUM!' }
  }

/** Functions that say what stands at a place of a range. */
export const lookups: Readonly<Partial<Record<string, Calculation>>> = {
  VLOOKUP: lookedUp(true),
  HLOOKUP: lookedUp(false),
  MATCH: matched,
  INDEX: indexed,
  XLOOKUP: foundAcross,
  LARGE: ranked((a, b) => b - a),
  SMALL: ranked((a, b) => a - b),
}
