import { addLocale, format, isDateFormat } from 'numfmt'
import type { SheetLanguage } from './number-formats.ts'

/** Excel's own limit; what is longer is no format. */
const longestPattern = 255
/** Excel shows whole numbers without a format up to eleven digits. */
const longWhole = 1e11
/** Days between the two dates from which workbooks count. */
const daysTo1904 = 1_462

// The library parts thousands in English by a space.
addLocale({ group: ',', decimal: '.' }, 'en')

/** What a cell shows by its format: of a number a date, amount or share, of a text what its format sets around it. */
export type Display = (value: number | string, pattern: string) => string

export function createDisplay(language: SheetLanguage, from1904: boolean): Display {
  return (value, pattern) => {
    const usable = pattern === '' || pattern.length > longestPattern ? 'General' : withoutPlace(pattern)
    if (typeof value === 'string') return textIn(value, usable, language)
    // A code of twelve digits and more would be shown as 8,4123E+12, which nobody looks for.
    if (usable === 'General' && Number.isSafeInteger(value) && Math.abs(value) >= longWhole) return String(value)
    const shifted = from1904 && isDateFormat(usable) ? value + daysTo1904 : value
    return formatted(shifted, usable, language).trim()
  }
}

/** Two numbers name Spanish, by its two orders of letters; the library knows one. */
const spanish = { modern: /(?<=\[\$[^\]]*-)c0a(?=\])/giu, known: '40A' } as const
const place = /\[\$([^\]-]*)-([^\]]*)\]/gu
/** Its ten lower bits name the language (MS-LCID 2.1). */
const isEnglish = (named: string): boolean => /^en\b/iu.test(named) || (Number.parseInt(named, 16) & 0x3ff) === 0x09

/**
 * A format without what it says of a country, but where that is the language of a date: how numbers are grouped is what the
 * reader's machine says, whatever the country of a currency is. That of English stays: whoever counts in dollars of an English
 * country mostly writes English, also where a sheet has too few words to tell.
 */
function withoutPlace(pattern: string): string {
  if (!pattern.includes('[$')) return pattern
  if (isDateFormat(pattern)) return pattern.replace(spanish.modern, spanish.known)
  return pattern.replace(place, (written, currency: string, named: string) => {
    if (isEnglish(named)) return written
    return currency === '' ? '' : `[$${currency}]`
  })
}

/** A format has a part for texts as its fourth, or as one that says where the text stands (`@`). */
function textIn(value: string, pattern: string, language: SheetLanguage): string {
  if (pattern === '@' || !/@|;.*;.*;/u.test(pattern)) return value
  const text = formatted(value, pattern, language)
  return text.trim() === value.trim() ? value : text.trim()
}

function formatted(value: number | string, pattern: string, locale: SheetLanguage): string {
  try {
    return format(pattern, value, { locale })
  } catch {
    // A format that Excel would refuse: the number says more than nothing.
    return format('General', value, { locale })
  }
}

/** As Excel shows what is true and what is not. */
export function displayBoolean(value: boolean, language: SheetLanguage): string {
  if (language === 'es') return value ? 'VERDADERO' : 'FALSO'
  return value ? 'TRUE' : 'FALSE'
}
