import { dividedByZero, isError, numberOf, numbersOf, sum, untold, wrongValue } from './formula-values.ts'
import type { Argument, Calculation, Value } from './formula-values.ts'
import { matchingCells } from './matching-cells.ts'

/** The values of a range where others of its shape all have what is wanted; null where that cannot be told. */
function whereAll(what: Argument, conditions: readonly Argument[]): readonly Value[] | null {
  if (conditions.length === 0 || conditions.length % 2 !== 0) return null
  // Places instead of values: those that all conditions leave.
  const places = { ...what, values: what.values.map((_, at) => at) }
  let left: readonly Value[] = places.values
  for (let at = 0; at < conditions.length; at += 2) {
    const [where, wanted] = [conditions[at], conditions[at + 1]]
    if (where === undefined || wanted === undefined) return null
    if (where.width !== what.width || where.values.length !== what.values.length) return null
    const found = matchingCells([where, wanted, places])
    if (found === null) return null
    const met = new Set(found)
    left = left.filter((place) => met.has(place))
  }
  return left.map((place) => what.values[Number(place)] ?? null)
}

const ofAll =
  (calculate: (values: readonly Value[]) => Value, isOfFirst: boolean): Calculation =>
  (given) => {
    const [first] = given
    if (first === undefined || first.width === 0) return untold
    const values = whereAll(first, isOfFirst ? given.slice(1) : given)
    return values === null ? untold : calculate(values)
  }

const total = (values: readonly Value[]): Value => values.find(isError) ?? sum(numbersOf([{ values, width: 1 }]))

function average(values: readonly Value[]): Value {
  const numbers = numbersOf([{ values, width: 1 }])
  return values.find(isError) ?? (numbers.length === 0 ? dividedByZero : sum(numbers) / numbers.length)
}

/** The sum of what stands at the same places of ranges, multiplied; what is no number counts as nothing. */
const products: Calculation = (given) => {
  const [first] = given
  if (first === undefined || given.some(({ width }) => width === 0)) return untold
  if (given.some(({ values, width }) => width !== first.width || values.length !== first.values.length))
    // Ranges are cut at the last cells of their sheets.
    return given.some(({ isCut }) => isCut === true) ? untold : wrongValue
  const error = given.flatMap(({ values }) => values).find(isError)
  if (error !== undefined) return error
  const numberAt = ({ values }: Argument, at: number): number => {
    const value = values[at] ?? null
    return typeof value === 'number' ? (numberOf(value) ?? 0) : 0
  }
  return sum(first.values.map((_, at) => given.reduce((product, range) => product * numberAt(range, at), 1)))
}

/** Functions of the cells of ranges that meet conditions, or stand beside each other. */
export const conditionals: Readonly<Partial<Record<string, Calculation>>> = {
  SUMIFS: ofAll(total, true),
  AVERAGEIFS: ofAll(average, true),
  COUNTIFS: ofAll((values) => values.length, false),
  AVERAGEIF(given) {
    const values = matchingCells(given)
    return values === null ? untold : average(values)
  },
  SUMPRODUCT: products,
}
