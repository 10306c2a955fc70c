import { cutText } from '../../../domain/text/cut-text.ts'
import { cleanPdfText } from './clean-pdf-text.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

/** What is longer is cut: nobody writes so much beside a page. */
const longestText = 10_000
/** What is longer still is no text, and is not even copied. */
const mostBytes = 1_000_000

/**
 * A text that PDFium gives out, clean; cut where it is too long.
 * @param give writes it into a buffer that is large enough for it, and returns its bytes with the closing zero
 */
export function givenText(pdfium: Pdfium, give: (buffer: number, bytes: number) => number): string {
  const bytes = give(0, 0)
  if (bytes <= 2 || bytes > mostBytes) return ''
  const buffer = pdfium.allocate(bytes)
  try {
    give(buffer, bytes)
    const text = cleanPdfText(pdfium.utf16(buffer, bytes / 2 - 1))
    return text.length > longestText ? `${cutText(text, longestText)}…` : text
  } finally {
    pdfium.free(buffer)
  }
}
