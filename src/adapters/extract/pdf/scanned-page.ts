import type { Pdfium } from './pdfium/pdfium.ts'

const imageObject = 3
/** More characters than this are the text of a page; fewer may be a stamp or a number on the picture of one. */
const fewChars = 150
/** A picture that is the page covers this share of it; pictures of strips do together. */
const coveredShare = 0.5
const maxObjects = 1_000
const floatBytes = 4

/** Whether a page is a picture with next to no text. @param scratch 16 bytes of PDFium's memory */
export function isScannedPage(pdfium: Pdfium, page: number, scratch: number, chars: number): boolean {
  if (chars > fewChars) return false
  const { api } = pdfium
  const area = api.FPDF_GetPageWidthF(page) * api.FPDF_GetPageHeightF(page)
  const count = Math.min(api.FPDFPage_CountObjects(page), maxObjects)
  let covered = 0
  for (let index = 0; index < count; index++) {
    const object = api.FPDFPage_GetObject(page, index)
    if (api.FPDFPageObj_GetType(object) === imageObject) covered += areaOf(pdfium, object, scratch)
  }
  return covered >= area * coveredShare
}

function areaOf(pdfium: Pdfium, object: number, scratch: number): number {
  const [left, bottom, right, top] = [0, 1, 2, 3].map((at) => scratch + at * floatBytes) as [
    number,
    number,
    number,
    number,
  ]
  if (!pdfium.api.FPDFPageObj_GetBounds(object, left, bottom, right, top)) return 0
  return Math.abs((pdfium.float32(right) - pdfium.float32(left)) * (pdfium.float32(top) - pdfium.float32(bottom)))
}
