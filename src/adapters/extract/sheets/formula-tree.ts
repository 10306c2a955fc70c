import { cellAddress, maxColumns, maxRows } from './grid.ts'

/** A formula of a workbook, taken apart. */
export type Formula =
  | { readonly kind: 'value'; readonly value: number | string | boolean }
  | { readonly kind: 'cells'; readonly sheet: string | null; readonly from: CellPlace; readonly to: CellPlace }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Formula[] }
  | { readonly kind: 'operation'; readonly sign: string; readonly left: Formula; readonly right: Formula }

/** A cell as a formula names it: a place that is not fixed moves with a formula that is shared. */
export interface CellPlace {
  /** From 0. */
  readonly column: number
  /** From 1. */
  readonly row: number
  readonly fixed: { readonly column: boolean; readonly row: boolean }
}

/** Longer ones are programs. */
const longest = 2_000
const deepest = 50

const token =
  /\s*(?:(\d+(?:\.\d*)?(?:E[+-]?\d+)?|\.\d+)|"((?:[^"]|"")*)"|((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3})(?![\p{L}\p{N}_.(])|([\p{L}_][\p{L}\p{N}_.]*)|(<>|<=|>=|[-+*/^&=<>%(),]))/uy

type Token =
  | { readonly kind: 'value'; readonly value: number | string }
  | { readonly kind: 'cells'; readonly cells: Formula }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sign'; readonly sign: string }

/** What a formula says, without its `=`; null for what is not understood. */
export function parseFormula(text: string): Formula | null {
  const tokens = text.length > longest ? null : tokensOf(text)
  if (tokens === null) return null
  const reader = { tokens, at: 0, depth: 0 }
  const found = readOperation(reader, 0)
  return reader.at === tokens.length ? found : null
}

interface Reader {
  readonly tokens: readonly Token[]
  at: number
  depth: number
}

/** From the loosest to the tightest; `^` binds more tightly than the sign before a number does not in workbooks. */
const levels: readonly (readonly string[])[] = [['=', '<>', '<', '>', '<=', '>='], ['&'], ['+', '-'], ['*', '/'], ['^']]

function readOperation(reader: Reader, level: number): Formula | null {
  const signs = levels[level]
  if (signs === undefined) return readSigned(reader)
  let left = readOperation(reader, level + 1)
  for (let sign = signAt(reader); left !== null && sign !== null && signs.includes(sign); sign = signAt(reader)) {
    reader.at++
    const right = readOperation(reader, level + 1)
    left = right === null ? null : { kind: 'operation', sign, left, right }
  }
  return left
}

function readSigned(reader: Reader): Formula | null {
  const sign = signAt(reader)
  if (sign === '-' || sign === '+') {
    reader.at++
    const right = deeper(reader, () => readSigned(reader))
    if (right === null || sign === '+') return right
    return { kind: 'operation', sign: '*', left: { kind: 'value', value: -1 }, right }
  }
  let operand = readOperand(reader)
  while (operand !== null && signAt(reader) === '%') {
    reader.at++
    operand = { kind: 'operation', sign: '/', left: operand, right: { kind: 'value', value: 100 } }
  }
  return operand
}

function readOperand(reader: Reader): Formula | null {
  const next = reader.tokens[reader.at++]
  switch (next?.kind) {
    case 'value':
      return next
    case 'cells':
      return next.cells
    case 'name':
      return readCall(reader, next.name.toUpperCase().replace(/^_XLFN\./, ''))
    case 'sign': {
      if (next.sign !== '(') return null
      const inner = deeper(reader, () => readOperation(reader, 0))
      return take(reader, ')') ? inner : null
    }
    case undefined:
      return null
  }
}

function readCall(reader: Reader, name: string): Formula | null {
  if (!take(reader, '(')) return name === 'TRUE' || name === 'FALSE' ? { kind: 'value', value: name === 'TRUE' } : null
  const parts: Formula[] = []
  if (take(reader, ')')) return { kind: 'call', name, parts }
  for (;;) {
    const part = deeper(reader, () => readOperation(reader, 0))
    if (part === null) return null
    parts.push(part)
    if (take(reader, ')')) return { kind: 'call', name, parts }
    if (!take(reader, ',')) return null
  }
}

function deeper(reader: Reader, read: () => Formula | null): Formula | null {
  if (reader.depth >= deepest) return null
  reader.depth++
  const found = read()
  reader.depth--
  return found
}

function signAt({ tokens, at }: Reader): string | null {
  const next = tokens[at]
  return next?.kind === 'sign' ? next.sign : null
}

function take(reader: Reader, sign: string): boolean {
  if (signAt(reader) !== sign) return false
  reader.at++
  return true
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = []
  token.lastIndex = 0
  for (let rest = text.trimEnd(); token.lastIndex < rest.length;) {
    const found = token.exec(rest)
    if (found === null) return null
    const [, number, words, sheet, cells, name, sign] = found
    if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) })
    else if (words !== undefined) tokens.push({ kind: 'value', value: words.replaceAll('""', '"') })
    else if (cells !== undefined) {
      const range = cellsOf(cells, sheet)
      if (range === null) return null
      tokens.push({ kind: 'cells', cells: range })
    } else if (name !== undefined) tokens.push({ kind: 'name', name })
    else if (sign !== undefined) tokens.push({ kind: 'sign', sign })
  }
  return tokens
}

function cellsOf(written: string, sheet: string | undefined): Formula | null {
  const [first = '', last = first] = written.split(':', 2)
  const [from, to] = [placeOf(first, 1), placeOf(last, maxRows)]
  if (from === null || to === null) return null
  const name = sheet === undefined ? null : sheet.slice(0, -1).replace(/^'|'$/g, '').replaceAll("''", "'")
  return { kind: 'cells', sheet: name, from, to }
}

/** @param row where only a column is named */
function placeOf(written: string, row: number): CellPlace | null {
  const isColumn = !/\d/.test(written)
  const address = cellAddress(isColumn ? `${written}1` : written)
  if (address === null || address.column >= maxColumns) return null
  const fixed = { column: written.startsWith('$'), row: isColumn || /[A-Z]\$/i.test(written) }
  return { column: address.column, row: isColumn ? row : address.row, fixed }
}
