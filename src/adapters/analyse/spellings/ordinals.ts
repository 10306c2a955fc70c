/** Folded, by number; Spanish without its ending, which changes with gender, number and the next word. */
const spanish =
  'primer segund tercer cuart quint sext septim octav noven decim undecim duodecim decimotercer decimocuart decimoquint decimosext decimoseptim decimoctav decimonoven vigesim'
const english =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'

const ordinals = new Map<string, number>()
for (const [at, stem] of spanish.split(' ').entries()) {
  for (const ending of ['o', 'a', 'os', 'as']) ordinals.set(stem + ending, at + 1)
}
ordinals.set('primer', 1)
ordinals.set('tercer', 3)
ordinals.set('setimo', 7)
ordinals.set('setima', 7)
for (const [at, word] of english.split(' ').entries()) ordinals.set(word, at + 1)

const romanValues: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
const roman = /^(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})$/

/** 1 to 20; null when the folded word is no ordinal. */
export function ordinalOf(word: string): number | null {
  return ordinals.get(word) ?? null
}

/** 1 to 99; null when the letters are no Roman number. */
export function romanNumber(letters: string): number | null {
  if (letters === '' || letters.length > 8 || !roman.test(letters)) return null
  let sum = 0
  for (let at = 0; at < letters.length; at += 1) {
    const value = romanValues[letters[at] ?? ''] ?? 0
    sum += value < (romanValues[letters[at + 1] ?? ''] ?? 0) ? -value : value
  }
  return sum
}
