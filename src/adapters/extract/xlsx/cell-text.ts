import { boxSign } from '../layout/box-sign.ts'
import { inSignFont } from '../layout/symbol-letters.ts'
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
  /** The cell styles that show what is true as a ticked box. */
  readonly boxes: ReadonlySet<number>
  /** Cell styles in a font of signs, and its name. */
  readonly signFonts: ReadonlyMap<number, string>
  readonly display: Display
}

/** A cell as it is written: its type, the number of its style, its value. */
export interface WrittenCell {
  readonly type: string
  readonly style: number
  readonly value: string
}

/** What a cell shows; empty when it shows nothing. */
export function cellText(cell: WrittenCell, context: CellContext): string {
  const text = cell.value === '' ? '' : plainText(cell, context)
  const font = context.signFonts.get(cell.style)
  return font === undefined ? text : inSignFont(text, font)
}

function plainText({ type, style, value }: WrittenCell, context: CellContext): string {
  switch (type) {
    case 's':
      return context.display(context.strings[Number(value)] ?? '', context.formats[style] ?? 'General')
    case 'b': {
      const isTrue = value.trim() === '1' || value.trim() === 'true'
      return context.boxes.has(style) ? boxSign(isTrue) : displayBoolean(isTrue, context.language)
    }
    case 'n':
      return numberText(value, context.formats[style] ?? 'General', context.display)
    case 'd':
      return writtenDate(value, context.language)
    case 'e':
      return value
    default:
      // Text of formulas.
      return context.display(value, context.formats[style] ?? 'General')
  }
}

/** What a formula gives that was worked out here. */
export function valueText(
  value: Value,
  style: number,
  { formats, display, language, signFonts }: Pick<CellContext, 'formats' | 'display' | 'language' | 'signFonts'>,
): string {
  if (typeof value === 'number' || typeof value === 'string')
    return inSignFont(display(value, formats[style] ?? 'General'), signFonts.get(style) ?? '')
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
