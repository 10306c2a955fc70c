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

/** A number of a value; null for text that is none. */
export function numberOf(value: Value): number | null {
  if (typeof value === 'number') return value
  if (value === null) return 0
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'string' || value.trim() === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
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
  return Math.sign((numberOf(a) ?? 0) - (numberOf(b) ?? 0))
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

/** The value of an argument; null where it is not given. */
export const single = (given: readonly Argument[], at: number): Value => given[at]?.values[0] ?? null

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
