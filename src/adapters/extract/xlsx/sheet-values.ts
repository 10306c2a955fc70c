import { readXml } from '../containers/read-xml.ts'
import type { ZipArchive } from '../containers/zip-archive.ts'
import { cellKey } from '../sheets/calculate.ts'
import type { SheetCells, WrittenFormula } from '../sheets/calculate.ts'
import type { Value } from '../sheets/formula-values.ts'
import { cellAddress } from '../sheets/grid.ts'
import { createStringReader } from './shared-strings.ts'

/** Formulas of larger sheets are not worked out. */
const mostCells = 200_000

const subtotal = /\b(?:SUBTOTAL|AGGREGATE)\s*\(/i

interface ValueContext {
  readonly strings: readonly string[]
  /** The program left it to the next one to work out everything: a 0 behind a formula says nothing. */
  readonly calculatesOnLoad: boolean
}

interface Cell {
  readonly row: number
  readonly column: number
  readonly type: string
  value: string
  formula: string | null
  /** The number of a formula that several cells share, and whether this is the one that says it. */
  shared: string | null
}

/** What the cells of a sheet hold, and the formulas of those that hold nothing. Null for a sheet of too many cells. */
export function readSheetValues(archive: ZipArchive, part: string, context: ValueContext): SheetCells | null {
  const values = new Map<number, Exclude<Value, null>>()
  const formulas = new Map<number, WrittenFormula>()
  const subtotals = new Set<number>()
  const hiddenRows = new Set<number>()
  const shared = new Map<string, { readonly text: string; readonly row: number; readonly column: number }>()
  const inline = createStringReader()
  let [row, column, lastRow, lastColumn, count] = [0, -1, 0, 0, 0]
  let cell: Cell | null = null
  let taking: 'value' | 'formula' | null = null
  const close = (done: Cell): void => {
    const key = cellKey(done.row, done.column)
    const words = inline.end()
    lastRow = Math.max(lastRow, done.row)
    lastColumn = Math.max(lastColumn, done.column)
    count++
    const formula = done.formula === null ? null : formulaOf(done, shared)
    if (formula !== null && subtotal.test(formula.text)) subtotals.add(key)
    if (formula !== null && isUncalculated(done, context.calculatesOnLoad)) {
      formulas.set(key, formula)
      return
    }
    const value = done.type === 'inlineStr' ? words : valueOf(done, context.strings)
    // A formula that shows nothing is no empty cell.
    if (value !== null && (value !== '' || formula !== null)) values.set(key, value)
  }
  readXml(archive, part, {
    open(name, attributes) {
      if (name === 'row') {
        row = Number(attributes['r']) || row + 1
        column = -1
        if (/^(?:1|true)$/.test(attributes['hidden'] ?? '')) hiddenRows.add(row)
      } else if (name === 'c') {
        column = cellAddress(attributes['r'] ?? '')?.column ?? column + 1
        cell =
          count > mostCells
            ? null
            : { row, column, type: attributes['t'] ?? 'n', value: '', formula: null, shared: null }
        inline.begin()
      } else if (name === 'v') taking = 'value'
      else if (name === 'f' && cell !== null) {
        taking = 'formula'
        cell.formula = ''
        if (attributes['t'] === 'shared') cell.shared = attributes['si'] ?? ''
      } else inline.open(name, attributes)
    },
    close(name) {
      if (name === 'v' || name === 'f') taking = null
      else if (name !== 'c') inline.close(name)
      else if (cell !== null) close(cell)
    },
    text(text) {
      if (cell === null) return
      if (taking === 'value') cell.value += text
      else if (taking === 'formula') cell.formula = (cell.formula ?? '') + text
      else inline.text(text)
    },
  })
  return count > mostCells ? null : { values, formulas, subtotals, hiddenRows, lastRow, lastColumn }
}

/** Whether a cell with a formula has no value, or one that its program did not work out. */
export function isUncalculated(
  { type, value }: { readonly type: string; readonly value: string },
  calculatesOnLoad: boolean,
): boolean {
  if (value === '') return type !== 'str'
  return calculatesOnLoad && type === 'n' && value.trim() === '0'
}

function formulaOf(
  { row, column, formula, shared: id }: Cell,
  shared: Map<string, { readonly text: string; readonly row: number; readonly column: number }>,
): WrittenFormula {
  const own = { text: formula ?? '', down: 0, right: 0 }
  if (id === null) return own
  const first = shared.get(id)
  if (first === undefined) {
    shared.set(id, { text: own.text, row, column })
    return own
  }
  return { text: first.text, down: row - first.row, right: column - first.column }
}

function valueOf({ type, value, formula }: Cell, strings: readonly string[]): Value {
  if (value === '') return formula === null ? null : ''
  if (type === 'e') return { error: value }
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value.trim() === '1'
  const number = Number(value)
  return type === 'n' && Number.isFinite(number) ? number : value
}
