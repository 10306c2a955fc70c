import { dates } from './formula-dates.ts'
import { functions, joinedText, power } from './formula-functions.ts'
import { parseFormula } from './formula-tree.ts'
import type { CellPlace, Formula } from './formula-tree.ts'
import { dividedByZero, isError, noNumber, notFound, numberIn, orderOf, untold } from './formula-values.ts'
import type { Argument, Value } from './formula-values.ts'

/** What a sheet holds: values, and formulas that have none. */
export interface SheetCells {
  /** By row and column, see `cellKey`. */
  readonly values: ReadonlyMap<number, Exclude<Value, null>>
  readonly formulas: ReadonlyMap<number, WrittenFormula>
  /** Cells of subtotals, with a value or without, which other subtotals pass over, as they do hidden rows. */
  readonly subtotals?: ReadonlySet<number>
  readonly hiddenRows?: ReadonlySet<number>
  readonly lastRow: number
  readonly lastColumn: number
}

export interface WrittenFormula {
  readonly text: string
  /** Rows and columns from where it was written to where it is used. */
  readonly down: number
  readonly right: number
}

/** Cells of a formula that needs others that need others. */
const deepest = 100
/** Parts of formulas within each other, over all cells that one of them needs: each takes a piece of the stack. */
const mostNested = 1_500
/** Cells that are looked at for a whole workbook; a long text counts as several. */
const mostLooks = 2_000_000
const charsPerLook = 64
/** Letters that are taken apart, and parts that are worked out, for a whole workbook. */
const mostSteps = 5_000_000
const columnsPerRow = 16_384

export const cellKey = (row: number, column: number): number => row * columnsPerRow + column

/** Works out formulas whose program did not. Undefined: this one cannot be. */
export type Calculate = (sheet: string, row: number, column: number) => Value | undefined

/**
 * @param sheetCells of the sheet of that name; null when there is none, or it is too large
 * @param from1904 the workbook counts days from 1904: those of its formulas are not worked out
 */
export function createCalculator(sheetCells: (sheet: string) => SheetCells | null, from1904 = false): Calculate {
  const known = new Map<string, Map<number, Value | undefined>>()
  let depth = 0
  let nested = 0
  let looks = 0
  let steps = 0

  const cell = (sheet: string, row: number, column: number): Value | undefined => {
    looks++
    const cells = sheetCells(sheet)
    if (cells === null || looks > mostLooks || steps > mostSteps) return undefined
    const key = cellKey(row, column)
    const value = cells.values.get(key)
    const formula = cells.formulas.get(key)
    if (typeof value === 'string') looks += value.length / charsPerLook
    if (value !== undefined || formula === undefined) return value ?? null
    let ofSheet = known.get(sheet)
    if (ofSheet === undefined) known.set(sheet, (ofSheet = new Map()))
    if (ofSheet.has(key)) return ofSheet.get(key)
    // What needs itself is found to be unknown.
    ofSheet.set(key, undefined)
    if (depth >= deepest) return undefined
    depth++
    steps += formula.text.length
    const tree = parseFormula(formula.text)
    const given = tree === null ? undefined : evaluate(tree, { sheet, ...formula })
    depth--
    // A formula that names an empty cell gives 0.
    const found = given === null ? 0 : given
    ofSheet.set(key, found)
    return found
  }

  const evaluate = (tree: Formula, place: Place): Value | undefined => {
    steps++
    if (nested >= mostNested || steps > mostSteps) return undefined
    nested++
    const found = valueOf(tree, place)
    nested--
    if (typeof found === 'string') looks += found.length / charsPerLook
    if (typeof found === 'number') return usual(found)
    return found === untold ? undefined : found
  }

  const valueOf = (tree: Formula, place: Place): Value | undefined => {
    switch (tree.kind) {
      case 'value':
        return tree.value
      case 'cells': {
        const { values, width } = range(tree, place) ?? { values: [], width: 0 }
        return width === 1 && values.length === 1 ? values[0] : undefined
      }
      case 'operation': {
        const left = evaluate(tree.left, place)
        const right = evaluate(tree.right, place)
        return left === undefined || right === undefined ? undefined : operate(tree.sign, left, right)
      }
      case 'call':
        return call(tree, place)
    }
  }

  const call = ({ name, parts }: Formula & { readonly kind: 'call' }, place: Place): Value | undefined => {
    const [first] = parts
    if (name === 'IF' || name === 'IFERROR') return choose(name, parts, place)
    if (name === 'IFS') return chooseFirst(parts, place)
    if (from1904 && Object.hasOwn(dates, name)) return undefined
    const isPart = name === 'SUBTOTAL' && first?.kind === 'value' && (first.value === 9 || first.value === 109)
    const calculation = functions[isPart ? 'SUM' : name]
    if (calculation === undefined) return undefined
    const given = isPart
      ? parts.slice(1).map((part) => ofSubtotal(part, place))
      : parts.map((part) => argument(part, place))
    if (given.some((one) => one === undefined)) return undefined
    return calculation(given.filter((one) => one !== undefined))
  }

  /** Only what is chosen has to be known. */
  const choose = (name: 'IF' | 'IFERROR', parts: readonly Formula[], place: Place): Value | undefined => {
    const [first, second, third] = parts
    const tested = first === undefined ? undefined : evaluate(first, place)
    if (tested === undefined || second === undefined) return undefined
    if (name === 'IFERROR') return isError(tested) ? evaluate(second, place) : tested
    if (isError(tested)) return tested
    if (typeof tested === 'string') return undefined
    const chosen = isMet(tested) ? second : third
    return chosen === undefined ? false : evaluate(chosen, place)
  }

  /** What stands behind the first condition that holds. */
  const chooseFirst = (parts: readonly Formula[], place: Place): Value | undefined => {
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const [condition, chosen] = [parts[at], parts[at + 1]]
      const tested = condition === undefined ? undefined : evaluate(condition, place)
      if (tested === undefined || isError(tested)) return tested
      if (typeof tested === 'string') return undefined
      if (isMet(tested)) return chosen === undefined ? undefined : evaluate(chosen, place)
    }
    return notFound
  }

  const argument = (part: Formula, place: Place): Argument | undefined => {
    if (part.kind === 'cells') return range(part, place)
    const value = evaluate(part, place)
    return value === undefined ? undefined : { values: [value], width: 0 }
  }

  /** A range without the subtotals in it. */
  const ofSubtotal = (part: Formula, place: Place): Argument | undefined =>
    part.kind === 'cells' ? range(part, place, true) : undefined

  const range = (
    { sheet: named, from, to }: Formula & { readonly kind: 'cells' },
    place: Place,
    isOfSubtotal = false,
  ): Argument | undefined => {
    const sheet = named ?? place.sheet
    const cells = sheetCells(sheet)
    if (cells === null) return undefined
    const [first, last] = inOrder(moved(from, place), moved(to, place))
    const isOne = first.row === last.row && first.column === last.column
    const bottom = isOne ? last.row : Math.min(last.row, cells.lastRow)
    const side = isOne ? last.column : Math.min(last.column, cells.lastColumn)
    const isCut = bottom < last.row || side < last.column
    const values: Value[] = []
    if (side < first.column) return { values, width: 1, isCut }
    for (let row = first.row; row <= bottom; row++) {
      // Who hid it says whether it counts, and that is not told.
      if (isOfSubtotal && cells.hiddenRows?.has(row) === true) return undefined
      for (let column = first.column; column <= side; column++) {
        const isPassed = isOfSubtotal && cells.subtotals?.has(cellKey(row, column)) === true
        if (isPassed) looks++
        const value = isPassed ? null : cell(sheet, row, column)
        if (value === undefined || looks > mostLooks) return undefined
        values.push(value)
      }
    }
    return { values, width: side - first.column + 1, isCut }
  }
  return cell
}

interface Place {
  readonly sheet: string
  readonly down: number
  readonly right: number
}

function moved({ row, column, fixed }: CellPlace, { down, right }: Place) {
  return { row: fixed.row ? row : row + down, column: fixed.column ? column : column + right }
}

interface Corner {
  readonly row: number
  readonly column: number
}

/** A range whose one corner is fixed turns round where the other one moves beyond it. */
function inOrder(a: Corner, b: Corner): readonly [Corner, Corner] {
  return [
    { row: Math.min(a.row, b.row), column: Math.min(a.column, b.column) },
    { row: Math.max(a.row, b.row), column: Math.max(a.column, b.column) },
  ]
}

const isMet = (tested: number | boolean | null): boolean => tested !== null && Boolean(tested)

/** A number as a workbook has it: none that is not finite, and no zero below nothing. */
function usual(number: number): Value {
  if (!Number.isFinite(number)) return noNumber
  return number === 0 ? 0 : number
}

/** What is left of a difference of the same to fifteen figures is an error of calculating. */
function added(a: number, b: number): number {
  const total = a + b
  return Math.abs(total) < Math.abs(a) * 2e-15 ? 0 : total
}

function operate(sign: string, left: Value, right: Value): Value {
  if (isError(left)) return left
  if (isError(right)) return right
  if (sign === '&') return joinedText([left, right])
  if (!/^[-+*/^]$/.test(sign)) return compare(sign, left, right)
  const [a, b] = [numberIn(left), numberIn(right)]
  if (isError(a)) return a
  if (isError(b)) return b
  switch (sign) {
    case '+':
      return added(a, b)
    case '-':
      return added(a, -b)
    case '*':
      return a * b
    case '/':
      return b === 0 ? dividedByZero : a / b
    default:
      return power(a, b)
  }
}

function compare(sign: string, left: Value, right: Value): boolean {
  const order = orderOf(left, right)
  switch (sign) {
    case '=':
      return order === 0
    case '<>':
      return order !== 0
    case '<':
      return order < 0
    case '>':
      return order > 0
    case '<=':
      return order <= 0
    default:
      return order >= 0
  }
}
