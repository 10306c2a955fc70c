import { displayBoolean } from '../sheets/display.ts'
import type { Display } from '../sheets/display.ts'
import { linkTargetText } from '../layout/link-target.ts'
import type { SheetLanguage } from '../sheets/number-formats.ts'

/** A cell as it is written: `Number`, `String`, `DateTime`, `Boolean` or `Error`, and its value. */
export interface XmlCell {
  readonly type: string
  readonly value: string
  /** The name of its style. */
  readonly style: string
  /** Where its link leads; empty for none. */
  readonly target: string
}

interface CellDisplay {
  readonly format: string
  readonly language: SheetLanguage
  readonly display: Display
  readonly from1904: boolean
}

/** Formats that go by a name in such files, in the spelling of both languages where they differ. */
const named: Readonly<Partial<Record<string, string | Readonly<Record<SheetLanguage, string>>>>> = {
  'General Date': { es: 'dd/mm/yyyy h:mm', en: 'm/d/yyyy h:mm' },
  'Short Date': { es: 'dd/mm/yyyy', en: 'm/d/yyyy' },
  'Medium Date': 'd-mmm-yy',
  'Long Date': { es: 'd "de" mmmm "de" yyyy', en: 'mmmm d, yyyy' },
  'Short Time': 'h:mm',
  'Medium Time': 'h:mm AM/PM',
  'Long Time': 'h:mm:ss',
  Fixed: '0.00',
  Standard: '#,##0.00',
  Percent: '0.00%',
  Scientific: '0.00E+00',
  Currency: { es: '#,##0.00 "€"', en: '"$"#,##0.00' },
  'Euro Currency': '#,##0.00 "€"',
  'Yes/No': { es: '"Sí";"Sí";"No"', en: '"Yes";"Yes";"No"' },
}
const dayMs = 86_400_000
/** Day 0 of the two ways of counting. */
const dayZero = { usual: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) } as const

/** What a cell shows; empty when it shows nothing. */
export function xmlCellText({ type, value, target }: XmlCell, shown: CellDisplay): string {
  const text = valueText(type, value, shown)
  return text === '' ? '' : text + linkTargetText(target, text)
}

function valueText(type: string, value: string, { format, language, display, from1904 }: CellDisplay): string {
  const known = named[format] ?? format
  const pattern = typeof known === 'string' ? known : known[language]
  if (type === 'Boolean') return displayBoolean(value.trim() === '1', language)
  if (type === 'Number') {
    const number = Number(value)
    return value.trim() === '' || !Number.isFinite(number) ? value : display(number, pattern)
  }
  if (type === 'String') return display(value, pattern)
  if (type !== 'DateTime') return value
  const time = Date.parse(value.endsWith('Z') ? value : `${value.trim()}Z`)
  if (Number.isNaN(time)) return value
  const days = (time - (from1904 ? dayZero.from1904 : dayZero.usual)) / dayMs
  return display(days, pattern === '' || pattern === 'General' ? dateFormat(days, language) : pattern)
}

function dateFormat(days: number, language: SheetLanguage): string {
  const date = language === 'es' ? 'dd/mm/yyyy' : 'm/d/yyyy'
  return Number.isInteger(days) ? date : `${date} h:mm`
}
