// What the cells of one column amount to, so that they compare: numbers as the whole column writes them, units in the least of their kind.
import { currencyCodes } from './answer-forms.ts'

export type Quantity = 'money' | 'weight' | 'duration' | 'length' | 'size' | 'height' | 'power'

/** Of a cell, the part that is read: what is longer is no amount. Characters. */
const longestRead = 80

/** "1.250", "1 250,00", "1'250.00", "2'50". */
const number = String.raw`\d{1,3}(?:[.,\s'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,'’]\d+)?`
const sign = String.raw`(?:\b[a-z]{1,2})?[$]|[€£¥₡₲₹]|\b(?:${currencyCodes}|euros?|pounds?|libras?|dollars?|dolares|pesos?|soles|bolivianos)\b|\b(?:s/|[bgr]s\b)`
const many = String.raw`k|mil|thousand|m|mn|mill(?:on(?:es)?)?|millions?`
const price = new RegExp(
  String.raw`(?:(${sign})\.?\s?)?(?<![\d.,])(${number})(?:\s?(${many})\b\.?(?:\sde)?)?(?:\s?(${sign}))?`,
  'g',
)
const free = /\b(?:gratis|gratuit[oa]s?|free|sin (?:coste|cargo)|no charge)\b/
const sameCurrency: readonly (readonly [string, RegExp])[] = [
  ['€', /^(?:eur|euros?)$/],
  ['£', /^(?:gbp|pounds?|libras?)$/],
  ['us$', /^(?:usd|dollars?|dolares)$/],
]

type Units = readonly (readonly [RegExp, number])[]

const lengths: Units = [
  [/^(?:m|mts?|met(?:ro|re|er)s?)$/, 1],
  [/^(?:km|kms|kilomet(?:ro|re|er)s?)$/, 1000],
  [/^(?:cm|centimet(?:ro|re|er)s?)$/, 0.01],
  [/^(?:mm|mili?met(?:ro|re|er)s?|millimet(?:re|er)s?)$/, 0.001],
  [/^(?:miles?|millas?|mi)$/, 1609],
  [/^(?:ft|feet|foot|pies?)$/, 0.3048],
  [/^(?:in|inch|inches|pulgadas?)$/, 0.0254],
]
/** In minutes, grams, metres, square metres and watts. Folded. */
const unitsOf: Readonly<Record<Exclude<Quantity, 'money'>, Units>> = {
  duration: [
    [/^(?:s|segs?|secs?|segundos?|seconds?)$/, 1 / 60],
    [/^(?:min|mins|minut[oe]s?|['’′])$/, 1],
    [/^(?:h|hrs?|horas?|hours?)$/, 60],
    [/^(?:d|dias?|days?|noches?|nights?)$/, 1440],
    [/^(?:semanas?|weeks?)$/, 10_080],
    [/^(?:mes(?:es)?|months?)$/, 43_200],
    [/^(?:trimestres?|quarters?)$/, 129_600],
    [/^(?:anos?|years?)$/, 525_600],
  ],
  weight: [
    [/^(?:mg|miligramos?|milligram(?:me)?s?)$/, 0.001],
    [/^(?:g|gr|grs|gramos?|gram(?:me)?s?)$/, 1],
    [/^(?:kg|kgs|kilos?|kilogram(?:o|me)?s?)$/, 1000],
    [/^(?:t|toneladas?|tonn?es?|tons?)$/, 1_000_000],
    [/^(?:lbs?|libras?|pounds?)$/, 453.6],
    [/^(?:oz|onzas?|ounces?)$/, 28.35],
  ],
  length: lengths,
  height: lengths,
  size: [
    [/^(?:m2|sqm)$/, 1],
    [/^(?:ha|hectareas?|hectares?)$/, 10_000],
    [/^km2$/, 1_000_000],
    [/^acres?$/, 4047],
  ],
  power: [
    [/^(?:w|vatios?|watts?)$/, 1],
    [/^kw$/, 1000],
    [/^mw$/, 1_000_000],
    [/^(?:cv|hp)$/, 736],
  ],
}

/**
 * What each cell of a column amounts to; null where that is not told, as of all of them where they are in several currencies. Folded.
 * @param head the name of the column, which may have the unit of its numbers: "Duración (h)"
 */
export function columnAmounts(quantity: Quantity, head: string, cells: readonly string[]): readonly (number | null)[] {
  const read = cells.map((cell) => cell.slice(0, longestRead))
  const decimals = decimalMark(read)
  if (quantity === 'money') return prices(read, decimals)
  const units = unitsOf[quantity]
  const measures = read.map((cell) => measure(cell, units, decimals))
  const isOfUnits = measures.some((one) => (one?.factor ?? null) !== null)
  const usual = factorOfHead(head, units) ?? (isOfUnits ? null : 1)
  return measures.map((one) => {
    const factor = one?.factor ?? usual
    return one === null || factor === null ? null : one.value * factor + one.rest
  })
}

function prices(cells: readonly string[], decimals: string): readonly (number | null)[] {
  const found = cells.map((cell) => {
    const all = [...cell.matchAll(price)]
    return all.find(([, before, , , behind]) => before !== undefined || behind !== undefined) ?? all[0]
  })
  const currencies = new Set(found.flatMap((one) => one?.[1] ?? one?.[4] ?? []).map(currencyOf))
  return found.map((one, at) => {
    if (currencies.size > 1) return null
    if (one === undefined) return free.test(cells[at] ?? '') ? 0 : null
    const [, , digits = '', times = ''] = one
    const factor = times === '' ? 1 : /^(?:k|mil|thousand)$/.test(times) ? 1000 : 1_000_000
    return valueOf(digits, decimals) * factor
  })
}

const currencyOf = (written: string): string => sameCurrency.find(([, names]) => names.test(written))?.[0] ?? written

interface Measure {
  readonly value: number
  /** Of its unit; null without one. */
  readonly factor: number | null
  /** What comes on top, in the least unit: the minutes of "1 h 30 min". */
  readonly rest: number
}

const clock = /^\D*?(\d{1,2}):(\d{2})(?!\d)(?::\d\d)?\s?([a-z]*)/
const parts = new RegExp(String.raw`(${number})\s?([a-z]+2?|['’′])?`, 'g')
/** Between two numbers of one unit: "2 a 4 h". */
const between = /^(?:al?|to|o|or|y|and)?$/

function measure(cell: string, units: Units, decimals: string): Measure | null {
  const onClock = units === unitsOf.duration ? clockTime(cell) : null
  if (onClock !== null) return onClock
  const [first, next] = [...cell.matchAll(parts)].map(([, digits = '', name = '']) => ({
    value: valueOf(digits, decimals),
    name,
    factor: factorOf(name, units),
  }))
  if (first === undefined) return null
  const { value, name } = first
  const factor = first.factor ?? (between.test(name) ? (next?.factor ?? null) : null)
  if (factor === null || next === undefined) return { value, factor, rest: 0 }
  // "2 h 5"
  const smaller = next.factor ?? (factor === 60 && units === unitsOf.duration && next.value < 60 ? 1 : null)
  return { value, factor, rest: smaller !== null && smaller < factor ? next.value * smaller : 0 }
}

/** "1:15 h" is an hour and a quarter, "3:45 min" minutes and seconds. */
function clockTime(cell: string): Measure | null {
  const [, first, second, unit = ''] = clock.exec(cell) ?? []
  if (first === undefined) return null
  const least = unit.startsWith('min') ? 1 : 60
  return { value: Number(first), factor: least, rest: (Number(second) * least) / 60 }
}

const factorOf = (name: string, units: Units): number | null => units.find(([names]) => names.test(name))?.[1] ?? null

/** A single letter names a unit in brackets only. */
function factorOfHead(head: string, units: Units): number | null {
  const names = head.match(/[a-z]{2,}2?|(?<=[([])[a-z]2?(?=[)\]])/g) ?? []
  return names.map((name) => factorOf(name, units)).find((factor) => factor !== null) ?? null
}

const anyNumber = new RegExp(number, 'g')
const surelyDecimal = /^0([.,])\d+$|\d([.,])(?:\d{1,2}|\d{4,})$/

/** What stands before decimals in a column: what is before one, two or four digits, or behind a lone nought. Empty: nothing tells. */
function decimalMark(cells: readonly string[]): string {
  for (const [digits] of cells.flatMap((cell) => [...cell.matchAll(anyNumber)])) {
    const [, behindNought, before] = surelyDecimal.exec(digits) ?? []
    const mark = behindNought ?? before
    if (mark !== undefined) return mark
  }
  return ''
}

function valueOf(digits: string, decimals: string): number {
  const plain = digits.replace(/[\s'’](?=\d{3})/g, '').replace(/['’]/, '.')
  const last = /[.,](?=\d*$)/.exec(plain)
  if (last === null) return Number(plain)
  const behind = plain.slice(last.index + 1)
  const isDecimal = behind.length !== 3 || last[0] === decimals
  const whole = (isDecimal ? plain.slice(0, last.index) : plain).replace(/[.,]/g, '')
  return Number(isDecimal ? `${whole}.${behind}` : whole)
}
