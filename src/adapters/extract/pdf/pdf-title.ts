import { usableTitle } from '../layout/usable-title.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

/** The title in the document's properties, unless a program filled it with a file name or a placeholder. */
export function metadataTitle(pdfium: Pdfium, documentPointer: number): string | null {
  const size = 2_048
  const buffer = pdfium.allocate(size)
  try {
    const bytes = pdfium.api.FPDF_GetMetaText(documentPointer, 'Title', buffer, size)
    return bytes > 2 && bytes <= size ? usableTitle(pdfium.utf16(buffer, bytes / 2 - 1)) : null
  } finally {
    pdfium.free(buffer)
  }
}

/** The first bookmark, for documents without any other title. */
export function firstBookmark(pdfium: Pdfium, documentPointer: number): string | null {
  const bookmark = pdfium.api.FPDFBookmark_GetFirstChild(documentPointer, 0)
  if (bookmark === 0) return null
  const size = 1_024
  const buffer = pdfium.allocate(size)
  try {
    const bytes = pdfium.api.FPDFBookmark_GetTitle(bookmark, buffer, size)
    return bytes > 2 && bytes <= size ? usableTitle(pdfium.utf16(buffer, bytes / 2 - 1)) : null
  } finally {
    pdfium.free(buffer)
  }
}
