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

/** A number as the reader of the sheet sees it: date, amount, share, by the format of its cell. */
export type Display = (value: number, pattern: string) => string

export function createDisplay(language: SheetLanguage, from1904: boolean): Display {
  return (value, pattern) => {
    const usable = pattern === '' || pattern.length > longestPattern ? 'General' : pattern
    // A code of twelve digits and more would be shown as 8,4123E+12, which nobody looks for.
    if (usable === 'General' && Number.isSafeInteger(value) && Math.abs(value) >= longWhole) return String(value)
    const shifted = from1904 && isDateFormat(usable) ? value + daysTo1904 : value
    return formatted(shifted, usable, language).trim()
  }
}

function formatted(value: number, pattern: string, locale: SheetLanguage): string {
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
