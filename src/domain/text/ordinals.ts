import { fold } from './fold.ts'

/** Folded, by number; Spanish without its ending, which changes with gender, number and the next word. */
const spanishUnits = 'primer segund tercer cuart quint sext septim octav noven'.split(' ')
const spanishTens = 'decim vigesim trigesim cuadragesim quincuagesim sexagesim septuagesim octogesim nonagesim'.split(
  ' ',
)
const english =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'

/** What stands behind the digits of an ordinal: `1.º`, `2ª`, `3°`, `1.er`, `4th`, folded. A part of an expression. */
export const ordinalEnding = '(?:st|nd|rd|th|\\.?(?:[oa°]|er))'

/** No word says a higher one. */
export const highestOrdinal = 99

const ordinals = new Map<string, number>()
const endings = ['o', 'a', 'os', 'as']
const add = (stem: string, value: number) => {
  for (const ending of endings) ordinals.set(stem + ending, value)
}
for (const [at, unit] of spanishUnits.entries()) add(unit, at + 1)
for (const [at, ten] of spanishTens.entries()) {
  const value = (at + 1) * 10
  add(ten, value)
  for (const [unitAt, unit] of spanishUnits.entries()) {
    // "decimotercera", "décima tercera"; "decimoctavo" with one o
    const links = ['o', 'a', 'o ', 'a ', ...(unit.startsWith('o') ? [''] : [])]
    for (const link of links) add(ten + link + unit, value + unitAt + 1)
  }
}
add('undecim', 11)
add('duodecim', 12)
add('setim', 7)
ordinals.set('primer', 1)
ordinals.set('tercer', 3)
for (const [at, word] of english.split(' ').entries()) ordinals.set(word, at + 1)

/** 1 to 99; null when the folded word, or the two of "decima tercera", are no ordinal. */
export function ordinalOf(words: string): number | null {
  return ordinals.get(words) ?? null
}

/** "única", of which there is no second: the number of a lone provision. */
const only = /^unic[oa]$/

/**
 * The ordinal that a text begins with, in any case, with or without accents, and how many characters it takes: "Décima tercera.- Plazo"
 * gives 13 and 14. Null without one.
 */
export function leadingOrdinal(text: string): { readonly value: number; readonly chars: number } | null {
  const [two, first = ''] = /^(\p{L}{4,20})(?: \p{L}{5,9})?(?!\p{L})/u.exec(text) ?? []
  if (two === undefined) return null
  const one = fold(first)
  const whole = two === first ? null : ordinalOf(fold(two))
  if (whole !== null) return { value: whole, chars: two.length }
  const value = ordinalOf(one) ?? (only.test(one) ? 1 : null)
  return value === null ? null : { value, chars: first.length }
}
