import type { Pdfium } from './pdfium/pdfium.ts'
import type { PageTextReader } from './page-text.ts'

/** As `FLATTEN_SUCCESS` of fpdf_flatten.h. */
const flattened = 1

export interface DrawnPage {
  readonly page: number
  /** Where in its text that of the annotations begins. */
  readonly drawnFrom: number
}

/**
 * The page with its annotations drawn into it, loaded anew: PDFium reads what is on a page when it loads it. The page as it
 * was where drawing spoils it: one that has its fonts from the node above it loses them.
 */
export function withAnnotations(pdfium: Pdfium, bare: number, load: () => number, readText: PageTextReader): DrawnPage {
  const before = readText(bare).text
  const asItWas = { page: bare, drawnFrom: Infinity }
  if (pdfium.api.FPDFPage_Flatten(bare, 0) !== flattened) return asItWas
  const drawn = load()
  if (drawn === 0) return asItWas
  const isWhole = readText(drawn).text.startsWith(before)
  pdfium.api.FPDF_ClosePage(isWhole ? bare : drawn)
  return isWhole ? { page: drawn, drawnFrom: before.length } : asItWas
}
