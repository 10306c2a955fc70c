import { warning, type DocumentWarning } from '../../../domain/warnings/warning.ts'
import { cleanPdfText } from './clean-pdf-text.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

const longestName = 100
const mostNamed = 3

/**
 * A warning that names the files inside of a PDF, which are not read; nothing when there are none.
 * @param pinned names of those that are pinned to a place on a page
 */
export function attachmentWarning(
  pdfium: Pdfium,
  documentPointer: number,
  pinned: readonly string[],
): DocumentWarning[] {
  const listed = Math.max(0, pdfium.api.FPDFDoc_GetAttachmentCount(documentPointer))
  const count = listed + pinned.length
  if (count === 0) return []
  const first = Array.from({ length: Math.min(listed, mostNamed) }, (_, index) =>
    attachmentName(pdfium, pdfium.api.FPDFDoc_GetAttachment(documentPointer, index)),
  )
  const names = [...first, ...pinned].slice(0, mostNamed)
  const more = count > mostNamed ? `, + ${count - mostNamed}` : ''
  return [warning('files_attached', { files: count, names: `${names.join(', ')}${more}` })]
}

/** What an attached file is called, as it may be shown. */
export function attachmentName(pdfium: Pdfium, attachment: number): string {
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
