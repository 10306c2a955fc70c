const es =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve'
const en =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
const tens = [
  'treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' '),
  'thirty forty fifty sixty seventy eighty ninety'.split(' '),
]
const hundreds =
  'cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ')

const values: ReadonlyMap<string, number> = new Map([
  ...es.split(' ').map((word, value): [string, number] => [word, value]),
  ...en.split(' ').map((word, value): [string, number] => [word, value]),
  ...tens.flatMap((list) => list.map((word, i): [string, number] => [word, 30 + 10 * i])),
  ...hundreds.flatMap((word, i): [string, number][] => [
    [word, 100 * (i + 1)],
    [word.replace(/os$/u, 'as'), 100 * (i + 1)],
  ]),
  ['ciento', 100],
  ['veintiun', 21],
  ['veintiuna', 21],
])
const hundred = 'hundred'
const thousands = new Set(['mil', 'thousand'])
const million = 1_000_000
const millions = new Set(['millon', 'millones', 'million', 'millions'])
const joins = new Set(['y', 'and'])
/** An article, too: it is a one only before a million and behind tens. */
const oneOrA = new Set(['un', 'una', 'a'])

/** Folded words that multiply figures: "50 mil", "2 millones". */
export const factorWords: readonly string[] = [...thousands, ...millions]

/** What a figure is multiplied by in "50 mil" and "2 millones"; null when the folded word is no such number. */
export function factorOf(word: string): number | null {
  if (millions.has(word)) return million
  return thousands.has(word) ? 1_000 : null
}

/** Whether numbers are written with a folded word, whatever stands beside it. */
export function isNumberWord(word: string): boolean {
  return values.has(word) || word === hundred || factorOf(word) !== null
}

/** As parts of a document are numbered in words ("section two"). */
const mostParts = 20

/** 1 to 20; null when the folded word is no such number. */
export function cardinalOf(word: string): number | null {
  const value = values.get(word) ?? 0
  return value >= 1 && value <= mostParts ? value : null
}

export interface WrittenNumber {
  readonly value: number
  /** Words it takes, from its first. */
  readonly length: number
}

/** The number that is written in words from this place of a list of folded words on; null when none is. */
export function writtenNumber(words: readonly string[], at: number): WrittenNumber | null {
  let [total, part, end] = [0, 0, at]
  for (let i = at; i < words.length; i += 1) {
    const word = words[i] ?? ''
    const value = valueAt(words, i, part)
    if (value !== null && (part === 0 || value < part)) part += value
    else if (word === hundred && part < 100) part = (part === 0 ? 1 : part) * 100
    else if (thousands.has(word)) {
      total += (part === 0 ? 1 : part) * 1_000
      part = 0
    } else if (millions.has(word) && total + part > 0 && total < million) {
      total = (total + part) * million
      part = 0
    } else if (joins.has(word) && end > at && valueAt(words, i + 1, part) !== null) continue
    else break
    end = i + 1
  }
  return end === at ? null : { value: total + part, length: end - at }
}

/** What a word adds to the part of a number that stands before it. */
function valueAt(words: readonly string[], at: number, part: number): number | null {
  const word = words[at] ?? ''
  const value = values.get(word)
  if (value !== undefined || !oneOrA.has(word)) return value ?? null
  const isBehindTens = words[at - 1] === 'y' && part % 100 >= 30 && part % 10 === 0
  return isBehindTens || millions.has(words[at + 1] ?? '') ? 1 : null
}
