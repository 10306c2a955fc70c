import type { Pdfium } from './pdfium/pdfium.ts'

/** An entry of the outline of a document. */
export interface Bookmark {
  readonly title: string
  /** The page it leads to, from 0; null where it leads to none, as in pages taken out of a larger document. */
  readonly page: number | null
  /** 1 for the uppermost entries. */
  readonly depth: number
}

/** Real outlines have some hundred entries; one may also lead round in a circle. */
const mostBookmarks = 5_000
const deepest = 6
const titleBytes = 1_024

/** The outline of a document. */
export function readBookmarks(pdfium: Pdfium, documentPointer: number): Bookmark[] {
  const { api } = pdfium
  const found: Bookmark[] = []
  const buffer = pdfium.allocate(titleBytes)
  let left = mostBookmarks
  const visit = (parent: number, depth: number): void => {
    let bookmark = api.FPDFBookmark_GetFirstChild(documentPointer, parent)
    for (; bookmark !== 0 && left > 0; bookmark = api.FPDFBookmark_GetNextSibling(documentPointer, bookmark)) {
      left--
      const page = pageOf(pdfium, documentPointer, bookmark)
      const bytes = api.FPDFBookmark_GetTitle(bookmark, buffer, titleBytes)
      if (bytes > 2 && bytes <= titleBytes) found.push({ title: pdfium.utf16(buffer, bytes / 2 - 1), page, depth })
      if (depth < deepest) visit(bookmark, depth + 1)
    }
  }
  try {
    visit(0, 1)
  } finally {
    pdfium.free(buffer)
  }
  return found
}

function pageOf({ api }: Pdfium, documentPointer: number, bookmark: number): number | null {
  const direct = api.FPDFBookmark_GetDest(documentPointer, bookmark)
  const action = direct === 0 ? api.FPDFBookmark_GetAction(bookmark) : 0
  const target = action === 0 ? direct : api.FPDFAction_GetDest(documentPointer, action)
  const page = target === 0 ? -1 : api.FPDFDest_GetDestPageIndex(documentPointer, target)
  return page < 0 ? null : page
}
