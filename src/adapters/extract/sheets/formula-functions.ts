import { conditionals } from './formula-conditionals.ts'
import { dates } from './formula-dates.ts'
import { lookups } from './formula-lookups.ts'
import { questions } from './formula-questions.ts'
import { dividedByZero, isError, noNumber, numberIn, numbersOf, single, sum } from './formula-values.ts'
import { textIn, untold, wrongValue } from './formula-values.ts'
import type { Calculation, Value } from './formula-values.ts'
import { matchingCells } from './matching-cells.ts'

/** A cell holds no more characters. */
const longestText = 32_767

/** Texts one behind the other. */
export function joinedText(values: readonly Value[]): Value {
  let text = ''
  for (const value of values) {
    const part = textIn(value)
    if (typeof part !== 'string') return part
    text += part
    if (text.length > longestText) return wrongValue
  }
  return text
}

const ofNumbers =
  (calculate: (numbers: readonly number[]) => Value): Calculation =>
  (given) => {
    // A text in a cell does not count; one that is handed over has to be a number.
    const parts = given.flatMap(({ values, width }) => (width === 0 ? values.map(numberIn) : values))
    return parts.find(isError) ?? calculate(numbersOf(given))
  }

const ofNumber =
  (calculate: (number: number, more: number) => Value): Calculation =>
  (given) => {
    const [number, more] = [numberIn(single(given, 0)), numberIn(single(given, 1))]
    if (isError(number)) return number
    return isError(more) ? more : calculate(number, more)
  }

const ofText =
  (calculate: (text: string, count: number) => Value): Calculation =>
  (given) => {
    const text = textIn(single(given, 0))
    const count = given.length < 2 ? 1 : numberIn(single(given, 1))
    if (isError(text)) return text
    if (isError(count)) return count
    return count < 0 ? wrongValue : calculate(text, Math.trunc(count))
  }

/** Of what is true or not; text and what is empty in ranges does not count. */
const ofTruths =
  (calculate: (truths: readonly boolean[]) => boolean): Calculation =>
  (given) => {
    const parts = given.flatMap(({ values, width }) => (width === 0 ? values.map(numberIn) : values))
    const error = parts.find(isError)
    if (error !== undefined) return error
    const truths = parts.flatMap((value) =>
      typeof value === 'number' || typeof value === 'boolean' ? [Boolean(value)] : [],
    )
    return truths.length === 0 ? wrongValue : calculate(truths)
  }

export function power(number: number, by: number): Value {
  if (number === 0 && by <= 0) return by === 0 ? noNumber : dividedByZero
  return number ** by
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

/** By their names in files, which are English in every language. */
export const functions: Readonly<Partial<Record<string, Calculation>>> = {
  SUM: ofNumbers(sum),
  PRODUCT: ofNumbers((numbers) => (numbers.length === 0 ? 0 : numbers.reduce((all, one) => all * one, 1))),
  AVERAGE: ofNumbers((numbers) => (numbers.length === 0 ? dividedByZero : sum(numbers) / numbers.length)),
  MIN: ofNumbers((numbers) => numbers.reduce((a, b) => Math.min(a, b), numbers[0] ?? 0)),
  MAX: ofNumbers((numbers) => numbers.reduce((a, b) => Math.max(a, b), numbers[0] ?? 0)),
  MEDIAN: ofNumbers((numbers) => {
    const sorted = numbers.toSorted((a, b) => a - b)
    const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
    return low === undefined || high === undefined ? noNumber : (low + high) / 2
  }),
  COUNT: (given) => numbersOf(given).length,
  COUNTA: (given) => given.flatMap(({ values }) => values).filter((value) => value !== null).length,
  SUMIF: ofMatching((values) => values.find(isError) ?? sum(numbersOf([{ values, width: 1 }]))),
  COUNTIF: ofMatching((values) => values.length),
  SQRT: ofNumber((number) => (number < 0 ? noNumber : Math.sqrt(number))),
  POWER: ofNumber(power),
  ABS: ofNumber(Math.abs),
  INT: ofNumber(Math.floor),
  ROUND: ofNumber((number, digits) => rounded(number, digits, Math.round)),
  ROUNDUP: ofNumber((number, digits) => rounded(number, digits, Math.ceil)),
  ROUNDDOWN: ofNumber((number, digits) => rounded(number, digits, Math.floor)),
  MOD: ofNumber((number, by) => (by === 0 ? dividedByZero : number - by * Math.floor(number / by))),
  AND: ofTruths((truths) => truths.every(Boolean)),
  OR: ofTruths((truths) => truths.some(Boolean)),
  NOT: ofNumber((number) => number === 0),
  CONCATENATE: (given) => joinedText(given.map((_, at) => single(given, at))),
  CONCAT: (given) => joinedText(given.flatMap(({ values }) => values)),
  UPPER: ofText((text) => text.toUpperCase()),
  LOWER: ofText((text) => text.toLowerCase()),
  TRIM: ofText((text) => text.replace(/ +/g, ' ').trim()),
  LEN: ofText((text) => text.length),
  MID: (given) => {
    const [text, from, count] = [textIn(single(given, 0)), numberIn(single(given, 1)), numberIn(single(given, 2))]
    if (isError(text)) return text
    if (isError(from)) return from
    if (isError(count)) return count
    if (from < 1 || count < 0) return wrongValue
    return text.slice(Math.trunc(from) - 1, Math.trunc(from) - 1 + Math.trunc(count))
  },
  LEFT: ofText((text, count) => text.slice(0, count)),
  RIGHT: ofText((text, count) => (count === 0 ? '' : text.slice(-count))),
  ...lookups,
  ...conditionals,
  ...dates,
  ...questions,
}
