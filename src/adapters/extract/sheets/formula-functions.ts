import { dividedByZero, isError, numberOf, orderOf, textOf, untold, wrongValue } from './formula-values.ts'
import type { Argument, FormulaError, Value } from './formula-values.ts'
import { hasWildcards, matchingCells } from './matching-cells.ts'

const notFound: FormulaError = { error: '#N/A' }

type Calculation = (given: readonly Argument[]) => Value

/** A cell holds no more characters. */
const longestText = 32_767

/** Texts one behind the other. */
export function joinedText(values: readonly Value[]): Value {
  let text = ''
  for (const value of values) {
    text += textOf(value)
    if (text.length > longestText) return wrongValue
  }
  return text
}

const single = (given: readonly Argument[], at: number): Value => given[at]?.values[0] ?? null

/** Numbers of ranges; text and what is empty in them does not count. */
function numbersOf(given: readonly Argument[]): number[] {
  return given.flatMap(({ values, width }) =>
    values.flatMap((value) => {
      if (typeof value === 'number') return [value]
      const number = width === 0 && value !== null ? numberOf(value) : null
      return number === null ? [] : [number]
    }),
  )
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

const ofNumbers =
  (calculate: (numbers: readonly number[]) => Value): Calculation =>
  (given) =>
    given.flatMap(({ values }) => values).find(isError) ?? calculate(numbersOf(given))

const ofNumber =
  (calculate: (number: number, more: number) => Value): Calculation =>
  (given) => {
    const [first, second] = [single(given, 0), single(given, 1)]
    if (isError(first)) return first
    const [number, more] = [numberOf(first), numberOf(second)]
    return number === null || more === null ? wrongValue : calculate(number, more)
  }

const ofText =
  (calculate: (text: string, count: number) => Value): Calculation =>
  (given) => {
    const first = single(given, 0)
    return isError(first) ? first : calculate(textOf(first), numberOf(single(given, 1)) ?? 1)
  }

/** As workbooks round: half away from zero, of the number as it is written. */
function rounded(number: number, digits: number, round: (value: number) => number): number {
  const scale = 10 ** Math.trunc(digits)
  const scaled = Number((Math.abs(number) * scale).toPrecision(15))
  return (Math.sign(number) * round(scaled)) / scale
}

/** Of cells that are looked for in a range. */
const ofMatching =
  (calculate: (values: readonly Value[]) => Value): Calculation =>
  (given) => {
    const values = matchingCells(given)
    return values === null ? untold : calculate(values)
  }

function looked(given: readonly Argument[]): Value {
  const [, range] = given
  const [wanted, column, isNear] = [single(given, 0), numberOf(single(given, 2)), single(given, 3)]
  // The next smaller one of a sorted list: nobody says that it is sorted.
  if (given.length < 4 || (isNear !== false && isNear !== 0)) return untold
  if (wanted === null || hasWildcards(wanted)) return untold
  if (range === undefined || column === null || column < 1 || column > range.width) return wrongValue
  const rows = range.values.length / Math.max(range.width, 1)
  for (let row = 0; row < rows; row++) {
    const value = range.values[row * range.width] ?? null
    if (value !== null && !isError(value) && orderOf(value, wanted) === 0) {
      return range.values[row * range.width + column - 1] ?? null
    }
  }
  return notFound
}

/** By their names in files, which are English in every language. */
export const functions: Readonly<Partial<Record<string, Calculation>>> = {
  SUM: ofNumbers(sum),
  PRODUCT: ofNumbers((numbers) => numbers.reduce((all, one) => all * one, 1)),
  AVERAGE: ofNumbers((numbers) => (numbers.length === 0 ? dividedByZero : sum(numbers) / numbers.length)),
  MIN: ofNumbers((numbers) => numbers.reduce((a, b) => Math.min(a, b), numbers[0] ?? 0)),
  MAX: ofNumbers((numbers) => numbers.reduce((a, b) => Math.max(a, b), numbers[0] ?? 0)),
  COUNT: (given) => numbersOf(given).length,
  COUNTA: (given) => given.flatMap(({ values }) => values).filter((value) => value !== null && value !== '').length,
  SUMIF: ofMatching((values) => values.find(isError) ?? sum(numbersOf([{ values, width: 1 }]))),
  COUNTIF: ofMatching((values) => values.length),
  ABS: ofNumber(Math.abs),
  INT: ofNumber(Math.floor),
  ROUND: ofNumber((number, digits) => rounded(number, digits, Math.round)),
  ROUNDUP: ofNumber((number, digits) => rounded(number, digits, Math.ceil)),
  ROUNDDOWN: ofNumber((number, digits) => rounded(number, digits, Math.floor)),
  MOD: ofNumber((number, by) => (by === 0 ? dividedByZero : number - by * Math.floor(number / by))),
  AND: (given) => given.flatMap(({ values }) => values).every((value) => numberOf(value) !== 0),
  OR: (given) => given.flatMap(({ values }) => values).some((value) => (numberOf(value) ?? 0) !== 0),
  NOT: ofNumber((number) => number === 0),
  CONCATENATE: (given) => joinedText(given.map(({ values }) => values[0] ?? null)),
  CONCAT: (given) => joinedText(given.flatMap(({ values }) => values)),
  UPPER: ofText((text) => text.toUpperCase()),
  LOWER: ofText((text) => text.toLowerCase()),
  TRIM: ofText((text) => text.replace(/ +/g, ' ').trim()),
  LEN: ofText((text) => text.length),
  LEFT: ofText((text, count) => text.slice(0, Math.max(count, 0))),
  RIGHT: ofText((text, count) => (count <= 0 ? '' : text.slice(-count))),
  VLOOKUP: looked,
}
