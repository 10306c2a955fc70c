import { isInWords, numberInWords } from './number-words.ts'
import type { NumberLanguage } from './number-words.ts'

/** 1, 01, 001, a, A, i, I, ①, and in a known language 1º, Primero, Uno; every other format prints digits. */
export function formatNumber(value: number, format: string, language: NumberLanguage | null = null): string {
  if (language !== null && isInWords(format)) return numberInWords(value, format, language)
  const digits = format === 'decimalZero' ? 2 : (paddedDigits(format) ?? 1)
  if (digits > 1) return String(value).padStart(digits, '0')
  if (format.startsWith('decimalEnclosedCircle') && value >= 1 && value <= circled)
    return String.fromCodePoint(0x245f + value)
  if (format === 'lowerLetter') return letters(value).toLowerCase()
  if (format === 'upperLetter') return letters(value)
  if (format === 'lowerRoman') return roman(value).toLowerCase()
  if (format === 'upperRoman') return roman(value)
  return String(value)
}

/** Numbers that Unicode has in circles. */
const circled = 20

/** Word writes numbers of three digits and more by an example: `001, 002, 003, ...`. Null for any other format. */
function paddedDigits(format: string): number | null {
  return /^(0{1,8}1)(?:,|$)/.exec(format)?.[1]?.length ?? null
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
  18: 'decimalEnclosedCircle',
  22: 'decimalZero',
  62: '001',
  63: '0001',
  64: '00001',
  23: 'bullet',
  255: 'none',
}

export function numberFormatOf(code: number): string {
  return byCode[code] ?? 'decimal'
}
