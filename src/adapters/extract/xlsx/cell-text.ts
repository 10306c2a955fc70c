import { displayBoolean } from '../sheets/display.ts'
import type { Display } from '../sheets/display.ts'
import { textOf } from '../sheets/formula-values.ts'
import type { Value } from '../sheets/formula-values.ts'
import type { SheetLanguage } from '../sheets/number-formats.ts'

export interface CellContext {
  readonly strings: readonly string[]
  /** What of them stays in a cell that is struck through. */
  readonly kept: ReadonlyMap<number, string>
  /** Those of them of which something is struck through. */
  readonly struckStrings: ReadonlySet<number>
  readonly language: SheetLanguage
  /** The number format of each cell style. */
  readonly formats: readonly string[]
  /** The cell styles that are struck through. */
  readonly struck: ReadonlySet<number>
  readonly display: Display
}

/** A cell as it is written: its type, the number of its style, its value. */
export interface WrittenCell {
  readonly type: string
  readonly style: number
  readonly value: string
}

/** What a cell shows; empty when it shows nothing. */
export function cellText({ type, style, value }: WrittenCell, context: CellContext): string {
  if (value === '') return ''
  switch (type) {
    case 's':
      return context.strings[Number(value)] ?? ''
    case 'b':
      return displayBoolean(value.trim() === '1' || value.trim() === 'true', context.language)
    case 'n':
      return numberText(value, context.formats[style] ?? 'General', context.display)
    case 'd':
      return writtenDate(value, context.language)
    default:
      // Text of formulas, and errors.
      return value
  }
}

/** What a formula gives that was worked out here. */
export function valueText(
  value: Value,
  style: number,
  { formats, display, language }: Pick<CellContext, 'formats' | 'display' | 'language'>,
): string {
  if (typeof value === 'number') return display(value, formats[style] ?? 'General')
  return typeof value === 'boolean' ? displayBoolean(value, language) : textOf(value)
}

function numberText(value: string, pattern: string, display: Display): string {
  const number = Number(value)
  return value.trim() === '' || !Number.isFinite(number) ? value : display(number, pattern)
}

/** A date that is written as such (ISO 8601), as dates without a format of their own are shown. */
function writtenDate(value: string, language: SheetLanguage): string {
  const [, year = '', month = '', day = '', hour = '', minute = ''] =
    /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?/.exec(value.trim()) ?? []
  if (year === '') return value
  const date = language === 'es' ? `${day}/${month}/${year}` : `${Number(month)}/${Number(day)}/${year}`
  return hour === '' || `${hour}${minute}` === '0000' ? date : `${date} ${Number(hour)}:${minute}`
}
