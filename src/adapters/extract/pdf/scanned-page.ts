import { boundsOf } from './lines/box.ts'
import { growth, matrixOf } from './lines/matrix.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

const imageObject = 3
const formObject = 5
/** More characters than this are the text of a page; fewer may be a stamp or a number on the picture of one. */
const fewChars = 150
/** A picture that is the page covers this share of it; pictures of strips do together. */
const coveredShare = 0.5
const maxObjects = 1_000
/** Programs that put a page into another one wrap it once or twice. */
const deepestForm = 5

/** Whether a page is a picture with next to no text. @param scratch 24 bytes of PDFium's memory */
export function isScannedPage(pdfium: Pdfium, page: number, scratch: number, chars: number): boolean {
  if (chars > fewChars) return false
  const { api } = pdfium
  const area = api.FPDF_GetPageWidthF(page) * api.FPDF_GetPageHeightF(page)
  const search: Search = { pdfium, scratch, left: maxObjects }
  let covered = 0
  const count = api.FPDFPage_CountObjects(page)
  for (let index = 0; index < count && search.left > 0; index++) {
    covered += pictured(search, api.FPDFPage_GetObject(page, index), deepestForm)
  }
  return covered >= area * coveredShare
}

interface Search {
  readonly pdfium: Pdfium
  readonly scratch: number
  left: number
}

/** How much of a page an object covers with pictures, those of what it draws by reference too. */
function pictured(search: Search, object: number, depth: number): number {
  search.left--
  const { pdfium, scratch } = search
  const type = pdfium.direct.FPDFPageObj_GetType(object)
  if (type === imageObject) return areaOf(search, object)
  if (type !== formObject || depth === 0) return 0
  const count = pdfium.direct.FPDFFormObj_CountObjects(object)
  let covered = 0
  for (let index = 0; index < count && search.left > 0; index++) {
    covered += pictured(search, pdfium.direct.FPDFFormObj_GetObject(object, index), depth - 1)
  }
  return covered * growth(matrixOf(pdfium, object, scratch))
}

function areaOf(search: Search, object: number): number {
  const box = boundsOf(search, object)
  return box === null ? 0 : (box.right - box.left) * (box.top - box.bottom)
}
