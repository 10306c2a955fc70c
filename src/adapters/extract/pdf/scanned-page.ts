import { boundsOf } from './lines/box.ts'
import { growth, matrixOf } from './lines/matrix.ts'
import type { PdfLine } from './lines/pdf-line.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

const imageObject = 3
const formObject = 5
/** More characters than this are the text of a page; fewer may be a stamp or a number on the picture of one. */
const fewChars = 150
/** A picture that is the page covers this share of it; pictures of strips do together. */
const coveredShare = 0.5
/** What is stamped into the margins of a picture that is nearly all of the page, such as who signed it, is longer. */
const stamped = { chars: 1_000, coveredShare: 0.8 } as const
const margin = { upright: 0.15, side: 0.1 } as const
const maxObjects = 1_000
/** Programs that put a page into another one wrap it once or twice. */
const deepestForm = 5

interface PageText {
  readonly chars: number
  readonly lines: readonly PdfLine[]
  /** Of the page as it is read. */
  readonly width: number
  readonly height: number
}

/** Whether a page is a picture with next to no text, or with none but in its margins. @param scratch 24 bytes of PDFium's memory */
export function isScannedPage(pdfium: Pdfium, page: number, scratch: number, text: PageText): boolean {
  const isFew = text.chars <= fewChars
  if (!isFew && (text.chars > stamped.chars || !text.lines.every((line) => isInMargin(line, text)))) return false
  const { api } = pdfium
  const area = api.FPDF_GetPageWidthF(page) * api.FPDF_GetPageHeightF(page)
  const search: Search = { pdfium, scratch, left: maxObjects }
  let covered = 0
  const count = api.FPDFPage_CountObjects(page)
  for (let index = 0; index < count && search.left > 0; index++) {
    covered += pictured(search, api.FPDFPage_GetObject(page, index), deepestForm)
  }
  return covered >= area * (isFew ? coveredShare : stamped.coveredShare)
}

function isInMargin({ left, right, baseline }: PdfLine, { width, height }: PageText): boolean {
  const [across, up] = [(left + right) / 2 / width, baseline / height]
  return up < margin.upright || up > 1 - margin.upright || across < margin.side || across > 1 - margin.side
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
