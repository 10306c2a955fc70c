import type { Pdfium } from '../pdf/pdfium.ts'

const programNames =
  /^(?:microsoft (?:word|powerpoint|excel)|untitled|sin título|documento?\d*|document\d*|título|title|print|layout 1)\b/i
const fileName = /\.(?:docx?|odt|pdf|rtf|tex|dvi|indd|pptx?|xlsx?|html?|qxd|txt)$/i

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

/** Null for what is no title: empty, a file name, a program's placeholder, mojibake. */
export function usableTitle(raw: string): string | null {
  const title = raw.replaceAll('\0', '').replace(/\s+/g, ' ').trim()
  if (title.length < 3 || title.length > 300 || !/\p{L}{2}/u.test(title)) return null
  return programNames.test(title) || fileName.test(title) || title.includes('\uFFFD') ? null : title
}
