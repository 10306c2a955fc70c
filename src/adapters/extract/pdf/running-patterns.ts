import { headingLevel } from '../layout/heading-rule.ts'
import type { PdfLine } from './lines/pdf-line.ts'

/** A head with the page's number in it is short; a long line is not searched for one. */
const longestWithNumber = 300
/** Behind these a number is that of something else: "nº 12", "2025/12", "2025-12", "v2". */
const ofOther = String.raw`(?<!\d[/.,]|\d{4}-|[\p{L}\d#]|(?:n\.?\s?[º°o]|n[úu]m\.?|no\.|nr\.?)\s*)`
/** Codes have zeros in front, numbers of pages do not. */
const number = String.raw`(?!0\d)\d+(?!\d)`
const first = new RegExp(`${ofOther}${number}`, 'u')
const last = new RegExp(String.raw`${ofOther}${number}(?=\D*$)`, 'u')
const counted = new RegExp(String.raw`${ofOther}${number}(?=\s*(?:de|of|von|\/)\s*\d+\D*$)`, 'u')
/** "Paso 2", "Factura 3": one word with a number names what stands on the page. */
const named = /^\p{L}+\s+\d+(?:\s*(?:de|of|von|\/)\s*\d+)?$/u
const pages = /^(?:p[áa]g(?:ina)?|page|seite|hoja|folio|sheet|blatt|lámina|slide|diapositiva|foglio|sida)\s/u

/** "Apéndice B. Normas de formato 21" says so much before the number of its page. */
const fewestOfHead = 4

/**
 * What a line says, under which those of other pages count as the same: the words as they are, and with the first or last number, or the
 * one before "of 9", counted from the page's, where that can be the number of the page. Headings that number themselves ("Capítulo 3" at
 * the top of every page) may only repeat literally: one new chapter a page is not a running head.
 * @param isSmall it is not larger than the number of a page is printed
 */
export function patternsOf(line: PdfLine, isSmall: boolean): string[] {
  const literal = line.text.toLowerCase()
  const isName = headingLevel(line.text) !== null && literal.split(' ').length < fewestOfHead
  if (isName || !isSmall || literal.length > longestWithNumber) return [literal]
  if (line.cells.length === 1 && named.test(literal) && !pages.test(literal)) return [literal]
  const relative = (digits: string): string => `#${Number(digits) - line.page}`
  return [
    literal,
    literal.replace(first, relative),
    literal.replace(last, relative),
    literal.replace(counted, relative),
  ]
}
