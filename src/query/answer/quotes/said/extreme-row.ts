// Which row of a table has the most or the least of what is asked: "what is the cheapest room?", "¿cuál es el más caro?"
import type { Table } from '../../../../domain/extracted.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { tableAt } from '../../../../domain/table-at.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { Unit } from '../../../../domain/units/unit.ts'
import { readNumber } from '../../model/claims/read-number.ts'
import { measured, units as measures } from './answer-forms.ts'
import { namesAmount } from './answer-kind.ts'
import { isLight } from './light-words.ts'

type Quantity = 'money' | 'weight' | 'duration' | 'length' | 'size' | 'height' | 'power'

/** A superlative of a folded question. */
export interface ExtremeAsked {
  readonly most: boolean
  /** What may be meant, the likelier first. */
  readonly of: readonly Quantity[]
  /** The words it is asked with, and those that any row answers to: they need not be said. Folded. */
  readonly words: ReadonlySet<string>
}

const price = '(?:price|cost|fee|rate|rent|charge)s?'
const precio = '(?:precio|coste|costo|cuota|tarifa|alquiler|importe)s?'
/** "Which … costs most?" asks for one of several, "does it cost more?" does not. */
const which = '\\b(?:que|cual(?:es)?|which|what) (?:[a-z]+ ){0,3}?(?:es (?:el |la )?que )?'
const asked: readonly (readonly [boolean, readonly Quantity[], RegExp])[] = [
  [
    false,
    ['money'],
    new RegExp(
      `\\bmas (?:barat|economic)[oa]s?\\b|\\bmenos car[oa]s?\\b|\\bcheapest\\b|\\bleast expensive\\b|\\blowest ${price}\\b|\\b${precio} mas baj[oa]s?\\b|${which}(?:cuestan?|valen?|costs?) (?:the )?(?:menos|least)\\b`,
    ),
  ],
  [
    true,
    ['money'],
    new RegExp(
      `\\bmas car[oa]s?\\b|\\bmenos (?:barat|economic)[oa]s?\\b|\\b(?:most expensive|dearest|priciest)\\b|\\bhighest ${price}\\b|\\b${precio} mas alt[oa]s?\\b|${which}(?:cuestan?|valen?|costs?) (?:the )?(?:mas|most)\\b`,
    ),
  ],
  [
    true,
    ['weight'],
    new RegExp(`\\bmas pesad[oa]s?\\b|\\bheaviest\\b|${which}(?:pesan?|weighs?) (?:the )?(?:mas|most)\\b`),
  ],
  [
    false,
    ['weight'],
    new RegExp(
      `\\bmas (?:liger|livian)[oa]s?\\b|\\blightest\\b|${which}(?:pesan?|weighs?) (?:the )?(?:menos|least)\\b`,
    ),
  ],
  [true, ['duration', 'length'], new RegExp(`\\bmas larg[oa]s?\\b|\\blongest\\b|${which}(?:duran?|tardan?) mas\\b`)],
  [
    false,
    ['duration', 'length'],
    new RegExp(`\\bmas cort[oa]s?\\b|\\bshortest\\b|${which}(?:duran?|tardan?) menos\\b`),
  ],
  [true, ['size'], /\bmas grandes?\b|\bmayor (?:tamano|superficie|capacidad|aforo)\b|\b(?:biggest|largest)\b/],
  [false, ['size'], /\bmas pequen[oa]s?\b|\bmenor (?:tamano|superficie|capacidad|aforo)\b|\bsmallest\b/],
  [true, ['height'], /\bmas alt[oa]s?\b|\b(?:tallest|highest)\b/],
  [true, ['power'], /\bmas potentes?\b|\b(?:most powerful|strongest)\b/],
]

const heads: Readonly<Record<Quantity, RegExp | ((head: string) => boolean)>> = {
  money: namesAmount,
  weight: /\b(?:peso|weight|kg|kilos?|gram(?:o|me)?s?)\b/,
  duration: /\b(?:duracion|tiempo|duration|time|minut[oe]s?|min|horas?|hours?|plazo|length)\b/,
  length: /\b(?:longitud|largo|distancia|distance|length|km|kilomet\w+|miles|millas)\b/,
  size: /\b(?:superficie|area|tamano|size|m2|capacidad|capacity|aforo|plazas|seats|people|personas)\b/,
  height: /\b(?:altura|altitud|height|altitude|elevation)\b/,
  power: /\b(?:potencia|power|k?w|cv|hp|vatios|watts)\b/,
}
const moneyCell = /[€$£]|\b(?:eur|euros?|usd|gbp|pesos|soles)\b/
const cellForms: Partial<Readonly<Record<Quantity, RegExp>>> = {
  money: moneyCell,
  weight: measured(measures.weight),
  duration: /\d\s?(?:h|hrs?|horas?|hours?|min|mins|minut[oe]s?|dias?|days?|semanas?|weeks?)\b/,
  power: /\d\s?(?:k?w|cv|hp)\b/,
}
/** What a table calls whatever stands in its rows. */
const anything =
  /^(?:cosas?|platos?|product[oa]?s?|articulos?|servicios?|opcion(?:es)?|model[oa]?s?|tipos?|things?|items?|dish(?:es)?|services?|options?|models?|types?|ones?|lista?|tabla|carta|menu|table|catalog(?:o|ue)?|tod[oa]s|all|cual|which)$/
const sumsUp = /^\W*(?:sub)?(?:total|suma|sum|saldo|balance|iva|vat)\b/

export function extremeAsked(folded: string): ExtremeAsked | null {
  const found = asked.find(([, , pattern]) => pattern.test(folded))
  if (found === undefined) return null
  const [most, of, pattern] = found
  const said = pattern.exec(folded)?.[0].split(/[^a-z]+/) ?? []
  const general = (folded.match(/[a-z]+/g) ?? []).filter((word) => anything.test(word))
  return { most, of, words: new Set([...said, ...general]) }
}

/**
 * The rows with the most or the least of what is asked, by their index among the units: of those of a table that was found whole, as of one
 * that was not another row may have more.
 */
export function extremeRows<P extends RankedPassage>(folded: string, units: readonly Unit<P>[]): ReadonlySet<number> {
  const extreme = extremeAsked(folded)
  if (extreme === null) return new Set()
  const tables = new Map<Table, number[]>()
  for (const [at, { kind, passage, start }] of units.entries()) {
    const table = kind === 'row' ? tableAt(passage.tables, start) : undefined
    if (table === undefined) continue
    const known = [...tables].find(
      ([one]) => isSame(one, table) && units[tables.get(one)?.[0] ?? 0]?.passage.documentId === passage.documentId,
    )
    if (known === undefined) tables.set(table, [at])
    else known[1].push(at)
  }
  return new Set(
    [...tables].flatMap(([table, rows]) =>
      isWhole(
        table,
        rows.map((at) => units[at]),
      )
        ? extremesOf(extreme, { folded, table, rows, units })
        : [],
    ),
  )
}

const isSame = (a: Table, b: Table): boolean => a.start === b.start && a.end === b.end

/** Whether the passages that its rows were found in hold all of a table. */
function isWhole(table: Table, rows: readonly (Unit<RankedPassage> | undefined)[]): boolean {
  const spans = [...new Set(rows.flatMap((row) => (row === undefined ? [] : [row.passage])))].toSorted(
    (a, b) => a.start - b.start,
  )
  let covered = table.start
  for (const { start, end } of spans) {
    if (start > covered + longestGap) return false
    covered = Math.max(covered, end)
  }
  return covered >= table.end
}
/** Between two passages: an end of line. */
const longestGap = 2

interface Rows {
  readonly folded: string
  readonly table: Table
  /** Indexes among the units. */
  readonly rows: readonly number[]
  readonly units: readonly Unit<RankedPassage>[]
}

const fewest = 2
const enough = 0.6

function extremesOf({ most, of, words }: ExtremeAsked, { folded, table, rows, units }: Rows): number[] {
  const names = table.heads.map(fold)
  const cells = rows.map((at) => cellsOf(units[at]?.text ?? ''))
  const own = cells.map((row) => !sumsUp.test(row[0] ?? ''))
  const isAsked = (column: number): boolean =>
    wordsOf(names[column] ?? '').some((word) => wordsOf(folded).includes(word))
  for (const quantity of of) {
    const columns = names
      .map((_, at) => at)
      .filter((at) => at > 0 && holds(quantity, names[at] ?? '', columnOf(cells, at)))
    const column = columns.find(isAsked) ?? columns[0]
    if (column === undefined) continue
    const values = columnOf(cells, column).map((cell, i) => (own[i] === true ? amountIn(cell) : null))
    if (values.filter(isKnown).length < Math.max(fewest, enough * own.filter(Boolean).length)) continue
    const told = toldOf(folded, names, cells, words)
    const mostTold = Math.max(...told)
    const among = values.map((value, i) => (told[i] === mostTold ? value : null))
    const known = among.filter(isKnown)
    const extreme = most ? Math.max(...known) : Math.min(...known)
    return rows.filter((_, i) => among[i] === extreme)
  }
  return []
}

const isKnown = (value: number | null): value is number => value !== null

const cellsOf = (row: string): readonly string[] =>
  row
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => fold(cell).trim())
const columnOf = (rows: readonly (readonly string[])[], at: number): readonly string[] =>
  rows.map((row) => row[at] ?? '')

/** Whether amounts of a quantity stand in a column, by its name or by what they look like. */
function holds(quantity: Quantity, name: string, cells: readonly string[]): boolean {
  const named = heads[quantity]
  if (typeof named === 'function' ? named(name) : named.test(name)) return true
  const form = cellForms[quantity]
  return form !== undefined && cells.filter((cell) => form.test(cell)).length >= enough * cells.length
}

/** How many of the words that tell which rows are meant each of them has: "the cheapest electric bike". */
function toldOf(
  folded: string,
  names: readonly string[],
  rows: readonly (readonly string[])[],
  asking: ReadonlySet<string>,
): readonly number[] {
  const inHead = new Set(names.flatMap(wordsOf))
  const telling = wordsOf(folded).filter((word) => !asking.has(word) && !isLight(word) && !inHead.has(word))
  return rows.map((row) => {
    const said = row.flatMap(wordsOf)
    return telling.filter((word) => said.some((other) => areAlike(word, other))).length
  })
}

const wordsOf = (folded: string): readonly string[] => folded.match(/[a-z]{4,}/g) ?? []
/** "Bikes" and "bike". */
const areAlike = (a: string, b: string): boolean => a.replace(/e?s$/, '') === b.replace(/e?s$/, '')

/** In the least unit of time or weight, so that hours and minutes compare; null without a number. */
function amountIn(cell: string): number | null {
  const parts = [...cell.matchAll(/(\d[\d.,]*)\s?([a-z]*)/g)]
  const [first] = parts
  if (first === undefined) return null
  const factors = parts.map(([, number = '', unit = '']) => ({ number, factor: factorOf(unit) }))
  const [{ number, factor } = { number: '', factor: null }, next] = factors
  const value = numberOf(number) * (factor ?? 1)
  // "1 h 30 min"
  const smaller = next?.factor ?? null
  const isPart = factor !== null && smaller !== null && smaller < factor
  return isPart ? value + numberOf(next?.number ?? '') * smaller : value
}

const numberOf = (digits: string): number => Number(readNumber(digits.replace(/[.,]+$/, ''))[0]?.slice(1))

const factors: readonly (readonly [RegExp, number])[] = [
  [/^(?:min|mins|minut[oe]s?)$/, 1],
  [/^(?:h|hrs?|horas?|hours?)$/, 60],
  [/^(?:dias?|days?)$/, 1440],
  [/^(?:semanas?|weeks?)$/, 10_080],
  [/^(?:mes(?:es)?|months?)$/, 43_200],
  [/^(?:anos?|years?)$/, 525_600],
  [/^(?:g|gr|gramos?|grams?)$/, 1],
  [/^(?:kg|kilos?)$/, 1000],
]
const factorOf = (unit: string): number | null => factors.find(([name]) => name.test(unit))?.[1] ?? null
