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
])
const factors: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['mil', 1_000],
  ['thousand', 1_000],
])
const joins = new Set(['y', 'and'])

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
    const value = values.get(word)
    const factor = factors.get(word)
    if (value !== undefined && (part === 0 || value < part)) part += value
    else if (factor !== undefined) {
      total += (part === 0 ? 1 : part) * factor
      part = 0
    } else if (joins.has(word) && end > at && values.has(words[i + 1] ?? '')) continue
    else break
    end = i + 1
  }
  return end === at ? null : { value: total + part, length: end - at }
}
