import { isInWords, numberInWords } from './number-words.ts'
import type { NumberLanguage } from './number-words.ts'

/** 1, 01, a, A, i, I, and in a known language 1º, Primero, Uno; every other format prints digits. */
export function formatNumber(value: number, format: string, language: NumberLanguage | null = null): string {
  if (language !== null && isInWords(format)) return numberInWords(value, format, language)
  if (format === 'decimalZero') return String(value).padStart(2, '0')
  if (format === 'lowerLetter') return letters(value).toLowerCase()
  if (format === 'upperLetter') return letters(value)
  if (format === 'lowerRoman') return roman(value).toLowerCase()
  if (format === 'upperRoman') return roman(value)
  return String(value)
}

function letters(value: number): string {
  if (value < 1 || value > 780) return String(value)
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.ceil(value / 26))
}

const romanDigits: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  let left = value
  let text = ''
  for (const [amount, digits] of romanDigits) {
    while (left >= amount) {
      text += digits
      left -= amount
    }
  }
  return text
}

/** How numbers are written, by Word's code of it (MS-DOC 2.4.2, after ECMA-376 17.18.59); digits are all that are not here. */
const byCode: Readonly<Partial<Record<number, string>>> = {
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  5: 'ordinal',
  6: 'cardinalText',
  7: 'ordinalText',
  22: 'decimalZero',
  23: 'bullet',
  255: 'none',
}

export function numberFormatOf(code: number): string {
  return byCode[code] ?? 'decimal'
}
