import { cleanPdfText } from './clean-pdf-text.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

const longestText = 4_000

/**
 * A text that PDFium gives out, clean; empty when it is too long to be read.
 * @param give writes it into a buffer that is large enough for it, and returns its bytes with the closing zero
 */
export function givenText(pdfium: Pdfium, give: (buffer: number, bytes: number) => number): string {
  const bytes = give(0, 0)
  if (bytes <= 2 || bytes > longestText * 2) return ''
  const buffer = pdfium.allocate(bytes)
  try {
    give(buffer, bytes)
    return cleanPdfText(pdfium.utf16(buffer, bytes / 2 - 1))
  } finally {
    pdfium.free(buffer)
  }
}
