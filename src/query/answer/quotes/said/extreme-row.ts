// Which row of a table has the most or the least of what is asked: "what is the cheapest room?", "¿cuál es el más caro?"
import type { Table } from '../../../../domain/extracted.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { tableAt } from '../../../../domain/table-at.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { Unit } from '../../../../domain/units/unit.ts'
import { ordinalEnding, ordinalOf } from '../../../../domain/text/ordinals.ts'
import { formOf, measured, units as measures } from './answer-forms.ts'
import { namesAmount } from './answer-kind.ts'
import { columnAmounts, type Quantity } from './column-amounts.ts'
import { isGeneral, isLight } from './light-words.ts'
import type { TermMatch } from './match-terms.ts'

/** A superlative of a folded question. */
export interface ExtremeAsked {
  readonly most: boolean
  /** What may be meant, the likelier first. */
  readonly of: readonly Quantity[]
  /** 2 of "the second cheapest". */
  readonly rank: number
  /** The words it is asked with, and those that any row answers to: they need not be said. Folded. */
  readonly words: ReadonlySet<string>
}

const price = '(?:price|cost|fee|rate|rent|charge)s?'
const precio = '(?:precio|coste|costo|cuota|tarifa|alquiler|importe)s?'
/** "Which … costs most?" asks for one of several, "does it cost more?" does not. */
const which = '\\b(?:que|cual(?:es)?|which|what) (?:[a-z]+ ){0,3}?(?:es (?:el |la )?que )?'
/** What stands between. */
const thing =
  /(?<=^(?:que|cual(?:es)?|which|what) )(?:[a-z]+ ){1,3}?(?=(?:es|son|sale|salen|resulta|cuestan?|valen?|costs?|pesan?|weighs?|duran?|tardan?)\b)/
/** "La más barata", but neither "algo más barato" nor "es más caro que la doble", unless it is asked which is: those compare. */
const compares = `(?<!\\b(?:algo|nada|algun[oa]?|mucho|bastante|poco|cuanto|es|son|sea|sera|seria|sale|salen|resulta|esta|estan|una? (?:[a-z]{1,20} ){1,2}) ?)`
const mas = (adjectives: string, more = 'mas'): string =>
  `(?:${compares}\\b${more} (?:${adjectives})|(?<!\\bpor )${which}(?:es|son|sale|salen|resulta) ${more} (?:${adjectives}))\\b(?! (?:que|de \\d))`
const asked: readonly (readonly [boolean, readonly Quantity[], RegExp])[] = [
  [
    false,
    ['money'],
    new RegExp(
      `${mas('(?:barat|economic)[oa]s?')}|${mas('car[oa]s?', 'menos')}|\\bcheapest\\b|\\bleast expensive\\b|\\blowest ${price}\\b|\\b${precio} mas baj[oa]s?\\b|${which}(?:cuestan?|valen?|costs?) (?:the )?(?:menos|least)\\b`,
    ),
  ],
  [
    true,
    ['money'],
    new RegExp(
      `${mas('car[oa]s?')}|${mas('(?:barat|economic)[oa]s?', 'menos')}|\\b(?:most expensive|dearest|priciest)\\b|\\bhighest ${price}\\b|\\b${precio} mas alt[oa]s?\\b|${which}(?:cuestan?|valen?|costs?) (?:the )?(?:mas|most)\\b`,
    ),
  ],
  [
    true,
    ['weight'],
    new RegExp(`${mas('pesad[oa]s?')}|\\bheaviest\\b|${which}(?:pesan?|weighs?) (?:the )?(?:mas|most)\\b`),
  ],
  [
    false,
    ['weight'],
    new RegExp(
      `${mas('(?:liger|livian)[oa]s?')}|\\blightest\\b|${which}(?:pesan?|weighs?) (?:the )?(?:menos|least)\\b`,
    ),
  ],
  [true, ['duration', 'length'], new RegExp(`${mas('larg[oa]s?')}|\\blongest\\b|${which}(?:duran?|tardan?) mas\\b`)],
  [
    false,
    ['duration', 'length'],
    new RegExp(`${mas('cort[oa]s?')}|\\bshortest\\b|${which}(?:duran?|tardan?) menos\\b`),
  ],
  [
    true,
    ['size'],
    new RegExp(`${mas('grandes?')}|\\bmayor (?:tamano|superficie|capacidad|aforo)\\b|\\b(?:biggest|largest)\\b`),
  ],
  [
    false,
    ['size'],
    new RegExp(`${mas('pequen[oa]s?')}|\\bmenor (?:tamano|superficie|capacidad|aforo)\\b|\\bsmallest\\b`),
  ],
  [true, ['height'], new RegExp(`${mas('alt[oa]s?')}|\\b(?:tallest|highest)\\b`)],
  [true, ['power'], new RegExp(`${mas('potentes?')}|\\b(?:most powerful|strongest)\\b`)],
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
/** Of a bill and not what something costs, where another column has amounts. */
const besidesPrice =
  /%|\b(?:iva|vat|tax|dtos?|descuentos?|discounts?|fianza|depositos?|deposits?|senal|ahorro|savings?|margen|margin|base)\b/
const cellForms: Partial<Readonly<Record<Quantity, RegExp>>> = {
  money: formOf('money'),
  weight: measured(measures.weight),
  duration: /\d\s?(?:h|hrs?|horas?|hours?|min|mins|minut[oe]s?|dias?|days?|semanas?|weeks?)\b/,
  power: /\d\s?(?:k?w|cv|hp)\b/,
}
/** What a table calls whatever stands in its rows. */
const anything =
  /^(?:cosas?|platos?|product[oa]?s?|articulos?|servicios?|opcion(?:es)?|model[oa]?s?|tipos?|things?|items?|dish(?:es)?|services?|options?|models?|types?|ones?|lista?|tabla|carta|menu|table|catalog(?:o|ue)?|tod[oa]s|all|cual|which)$/
const sumsUp = /^\W*(?:sub)?(?:total|suma|sum|saldo|balance|iva|vat)\b/

export function extremeAsked(folded: string): ExtremeAsked | null {
  if (asksWhy.test(folded)) return null
  const found = asked.find(([, , pattern]) => pattern.test(folded))
  if (found === undefined) return null
  const [most, of, pattern] = found
  const { 0: phrase = '', index = 0 } = pattern.exec(folded) ?? {}
  const rank = rankBefore(folded.slice(Math.max(0, index - lookedBack), index))
  // "room" of "which room costs most" tells what is meant
  const asking = phrase.replace(thing, ' ').split(/[^a-z]+/)
  const general = (folded.match(/[a-z]+/g) ?? []).filter((word) => anything.test(word))
  return { most, of, rank: rank.value, words: new Set([...asking, ...rank.words, ...general]) }
}

const asksWhy = /\b(?:por que|why)\b/

/** Characters in which an ordinal and what it ranks stand: "la segunda habitación más barata". */
const lookedBack = 40

function rankBefore(text: string): { readonly value: number; readonly words: readonly string[] } {
  const words = text.match(/[a-z\d]+/g)?.slice(-2) ?? []
  for (const word of words) {
    const value = ordinalOf(word) ?? Number(inDigits.exec(word)?.[1] ?? 0)
    if (value > 1) return { value, words: [word] }
  }
  return { value: 1, words: [] }
}
const inDigits = new RegExp(`^(\\d)${ordinalEnding}$`)

/**
 * The rows with the most or the least of what is asked, by their index among the units: of those of a table that was found whole, as of one
 * that was not another row may have more, and that is about what is asked.
 * @param matches of the units, in their order
 */
export function extremeRows<P extends RankedPassage>(
  folded: string,
  units: readonly Unit<P>[],
  matches: readonly TermMatch[],
): ReadonlySet<number> {
  const extreme = extremeAsked(folded)
  if (extreme === null) return new Set()
  const told = matches.map((match) => wordsTold(match, extreme.words))
  const mostTold = Math.max(0, ...told.map(({ length }) => length))
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
      ) && isAbout(new Set(rows.flatMap((at) => told[at] ?? [])).size, mostTold)
        ? extremesOf(extreme, { folded, table, rows, units, told })
        : [],
    ),
  )
}

/** The words that tell what and which is meant which a unit says: "electric" and "bike" of "the cheapest electric bike". */
const wordsTold = ({ words, said }: TermMatch, asking: ReadonlySet<string>): readonly string[] =>
  words.filter(
    (word, at): word is string =>
      word !== null && said[at] === true && !asking.has(word) && !isLight(word) && !isGeneral(word),
  )

/** Whether the rows of a table say more than half of what the best unit does: the cheapest parking is no cheapest room. */
const isAbout = (told: number, most: number): boolean => told * 2 > most || most === 0

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
  /** Of each unit, the telling words it says. */
  readonly told: readonly (readonly string[])[]
}

const fewest = 2
const enough = 0.6

function extremesOf({ most, of, rank }: ExtremeAsked, { folded, table, rows, units, told }: Rows): number[] {
  const names = table.heads.map(fold)
  const cells = rows.map((at) => cellsOf(units[at]?.text ?? ''))
  const own = cells.map((row) => !sumsUp.test(row[0] ?? ''))
  const isAsked = (column: number): boolean =>
    wordsOf(names[column] ?? '').some((word) => wordsOf(folded).includes(word))
  for (const quantity of of) {
    const columns = names
      .map((_, at) => at)
      .filter((at) => at > 0 && holds(quantity, names[at] ?? '', columnOf(cells, at)))
    const column =
      columns.find(isAsked) ?? columns.find((at) => !isBesidesPrice(names[at] ?? '', columnOf(cells, at))) ?? columns[0]
    if (column === undefined) continue
    const amounts = columnAmounts(quantity, names[column] ?? '', columnOf(cells, column))
    const values = amounts.map((amount, i) => (own[i] === true ? amount : null))
    if (values.filter(isKnown).length < Math.max(fewest, enough * own.filter(Boolean).length)) continue
    const toldBy = rows.map((at) => told[at]?.length ?? 0)
    const mostTold = Math.max(...toldBy)
    const among = values.map((value, i) => (toldBy[i] === mostTold ? value : null))
    const ranked = [...new Set(among.filter(isKnown))].toSorted((a, b) => (most ? b - a : a - b))
    const extreme = ranked[rank - 1]
    return extreme === undefined ? [] : rows.filter((_, i) => among[i] === extreme)
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

const isBesidesPrice = (name: string, cells: readonly string[]): boolean =>
  besidesPrice.test(name) || cells.filter((cell) => cell.includes('%')).length >= enough * cells.length

const wordsOf = (folded: string): readonly string[] => folded.match(/[a-z]{4,}/g) ?? []
