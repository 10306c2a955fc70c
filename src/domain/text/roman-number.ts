const romanValues: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }
const roman = /^(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})$/

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
