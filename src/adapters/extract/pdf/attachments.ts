import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import { cleanPdfText } from './clean-pdf-text.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

const longestName = 100
const mostNamed = 3

/** A warning that names the files inside of a PDF, which are not read; nothing when there are none. */
export function attachmentWarning(pdfium: Pdfium, documentPointer: number): DocumentWarning[] {
  const count = pdfium.api.FPDFDoc_GetAttachmentCount(documentPointer)
  if (count <= 0) return []
  const names = Array.from({ length: Math.min(count, mostNamed) }, (_, index) => nameOf(pdfium, documentPointer, index))
  const more = count > mostNamed ? `, + ${count - mostNamed}` : ''
  return [warning('files_attached', { files: count, names: `${names.join(', ')}${more}` })]
}

function nameOf(pdfium: Pdfium, documentPointer: number, index: number): string {
  const attachment = pdfium.api.FPDFDoc_GetAttachment(documentPointer, index)
  const bytes = attachment === 0 ? 0 : pdfium.api.FPDFAttachment_GetName(attachment, 0, 0)
  if (bytes <= 2 || bytes > 8_192) return '?'
  const buffer = pdfium.allocate(bytes)
  try {
    pdfium.api.FPDFAttachment_GetName(attachment, buffer, bytes)
    return cleanPdfText(pdfium.utf16(buffer, bytes / 2 - 1)).slice(0, longestName)
  } finally {
    pdfium.free(buffer)
  }
}
