/** What a cell or a formula gives; null for an empty cell. */
export type Value = number | string | boolean | null | FormulaError

/** As a workbook shows it: `#DIV/0!`. */
export interface FormulaError {
  readonly error: string
}

export const isError = (value: Value): value is FormulaError => typeof value === 'object' && value !== null
export const wrongValue: FormulaError = { error: '#VALUE!' }
export const dividedByZero: FormulaError = { error: '#DIV/0!' }
/** Stands for what cannot be told. */
export const untold: FormulaError = { error: '' }

/** An argument: one value, or those of a range row by row. */
export interface Argument {
  readonly values: readonly Value[]
  /** Columns of the range; 0 for a single value. */
  readonly width: number
  /** The range goes on beyond the last cells of its sheet, where all are empty. */
  readonly isCut?: boolean
}

const writtenNumber = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/iu
/** In one country a fraction, in the next one thousands. */
const thousandsOrNot = /^\s*[-+]?[1-9]\d{0,2}\.\d{3}\s*$/u

/** A number of a value; null for text that is none, or one by the ways of a country. */
export function numberOf(value: Value): number | null {
  if (typeof value === 'number') return value
  if (value === null) return 0
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'string' || !writtenNumber.test(value) || thousandsOrNot.test(value)) return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** A number to calculate with. An error stays one; text with figures (12,50 €, 3/4/2024) may be a number in its country. */
export function numberIn(value: Value): number | FormulaError {
  if (isError(value)) return value
  return numberOf(value) ?? (/\d/u.test(textOf(value)) ? untold : wrongValue)
}

/** A value as a part of a text. An error stays one; fractions, and TRUE and FALSE, are written in the ways of a country. */
export function textIn(value: Value): string | FormulaError {
  if (isError(value)) return value
  return typeof value === 'boolean' || (typeof value === 'number' && !Number.isSafeInteger(value))
    ? untold
    : textOf(value)
}

export function textOf(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return isError(value) ? value.error : String(value)
}

/** Numbers before texts before TRUE and FALSE, as workbooks compare them; an empty cell is what it is compared with. */
export function orderOf(left: Value, right: Value): number {
  const [a, b] = [left ?? emptyLike(right), right ?? emptyLike(left)]
  const [kindOfA, kindOfB] = [kindOf(a), kindOf(b)]
  if (kindOfA !== kindOfB) return kindOfA - kindOfB
  if (typeof a === 'string') return a.toLowerCase().localeCompare(textOf(b).toLowerCase())
  return orderOfNumbers(numberOf(a) ?? 0, numberOf(b) ?? 0)
}

/** Workbooks compare fifteen figures: 0.1+0.2 is 0.3. */
function orderOfNumbers(a: number, b: number): number {
  const isNear = Math.abs(a - b) < Math.abs(a) * 1e-14
  return isNear && a.toPrecision(15) === b.toPrecision(15) ? 0 : Math.sign(a - b)
}

function emptyLike(other: Value): Value {
  if (typeof other === 'string') return ''
  return typeof other === 'boolean' ? false : 0
}

function kindOf(value: Value): number {
  if (typeof value === 'string') return 1
  return typeof value === 'boolean' ? 2 : 0
}

export const notFound: FormulaError = { error: '#N/A' }
export const outOfRange: FormulaError = { error: '#REF!' }
export const noNumber: FormulaError = { error: '#NUM!' }

/** What a function of formulas gives for its arguments. */
export type Calculation = (given: readonly Argument[]) => Value

/** The value of an argument; null where it is not given. Of a range a workbook takes the cell beside the formula, or all. */
export function single(given: readonly Argument[], at: number): Value {
  const argument = given[at]
  if (argument === undefined) return null
  return argument.values.length === 1 && argument.isCut !== true ? (argument.values[0] ?? null) : untold
}

/** Numbers of ranges; text and what is empty in them does not count. */
export function numbersOf(given: readonly Argument[]): number[] {
  return given.flatMap(({ values, width }) =>
    values.flatMap((value) => {
      if (typeof value === 'number') return [value]
      const number = width === 0 && value !== null ? numberOf(value) : null
      return number === null ? [] : [number]
    }),
  )
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
