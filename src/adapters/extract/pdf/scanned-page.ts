import { boundsOf } from './lines/box.ts'
import { letterBox } from './lines/char-access.ts'
import type { CharAccess } from './lines/char-access.ts'
import { growth, matrixOf } from './lines/matrix.ts'
import type { PageBox } from './lines/page-view.ts'
import type { RawLine } from './lines/raw-lines.ts'
import { objectKinds } from './pdfium/object-kinds.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

const curve = 1
/** Letters that are drawn as outlines have so many; rules, boxes and a few rounded corners do not. */
const fewestCurves = 200
/** More characters than this are the text of a page; fewer may be a stamp or a number on the picture of one. */
const fewChars = 150
/** A picture that is the page covers this share of it; pictures of strips do together. */
const coveredShare = 0.5
/** What is stamped into the margins of a picture that is nearly all of the page, such as who signed it, is longer. */
const stamped = { chars: 1_000, coveredShare: 0.8 } as const
/** Of the height and the width of the page, at each of its edges. */
const margin = { upright: 0.15, side: 0.1 } as const
const maxObjects = 1_000
const maxSegments = 2_000
/** Programs that put a page into another one wrap it once or twice. */
const deepestForm = 5

/** A text of a page, and what of the page is shown. */
interface PageText {
  readonly lines: readonly RawLine[]
  readonly box: PageBox
}

/** Whether a page is a picture with no more than what is stamped on it: next to no text, or none but in its margins. */
export function isStampedPicture(access: CharAccess, page: number, { lines, box }: PageText): boolean {
  const chars = lines.reduce((sum, { raw }) => sum + raw.trim().length, 0)
  if (chars <= fewChars) return coveredBy(access, page) >= coveredShare
  if (chars > stamped.chars || !lines.every((line) => standsInMargin(access, line, box))) return false
  return coveredBy(access, page) >= stamped.coveredShare
}

/** Along one of the four edges, from its first to its last letter. */
function standsInMargin(access: CharAccess, { raw, at }: RawLine, { left, bottom, width, height }: PageBox): boolean {
  const [first, last] = [raw.search(/\S/), raw.trimEnd().length - 1].map((index) => letterBox(access, at + index))
  if (first === undefined || last === undefined) return false
  const [across, up] = [width * margin.side, height * margin.upright]
  const ends = [first, last]
  return (
    ends.every((end) => end.top <= bottom + up) ||
    ends.every((end) => end.bottom >= bottom + height - up) ||
    ends.every((end) => end.right <= left + across) ||
    ends.every((end) => end.left >= left + width - across)
  )
}

/** The share of a page that pictures cover. */
function coveredBy({ pdfium, scratch }: CharAccess, page: number): number {
  const { api } = pdfium
  const area = api.FPDF_GetPageWidthF(page) * api.FPDF_GetPageHeightF(page)
  const search: Search = { pdfium, scratch, left: maxObjects }
  let covered = 0
  const count = api.FPDFPage_CountObjects(page)
  for (let index = 0; index < count && search.left > 0; index++) {
    covered += pictured(search, api.FPDFPage_GetObject(page, index), deepestForm)
  }
  return covered / Math.max(area, 1)
}

/**
 * Whether a page without text draws figures with so many curves as letters have that somebody made outlines of.
 * @param objects that are the page's own: what annotations draw, as stamps and signatures, comes behind them
 */
export function drawsOutlines(pdfium: Pdfium, page: number, objects: number): boolean {
  const search = { pdfium, left: maxObjects }
  let curves = 0
  for (let index = 0; index < objects && search.left > 0 && curves < fewestCurves; index++) {
    curves += curvesOf(search, pdfium.direct.FPDFPage_GetObject(page, index), deepestForm)
  }
  return curves >= fewestCurves
}

/** The curves of an object, those of what it draws by reference too; no more than make letters. */
function curvesOf(search: Omit<Search, 'scratch'>, object: number, depth: number): number {
  search.left--
  const { direct } = search.pdfium
  const type = direct.FPDFPageObj_GetType(object)
  let curves = 0
  if (type === objectKinds.path) {
    const segments = Math.min(direct.FPDFPath_CountSegments(object), maxSegments)
    for (let at = 0; at < segments && curves < fewestCurves; at++) {
      if (direct.FPDFPathSegment_GetType(direct.FPDFPath_GetPathSegment(object, at)) === curve) curves++
    }
  } else if (type === objectKinds.form && depth > 0) {
    const count = direct.FPDFFormObj_CountObjects(object)
    for (let index = 0; index < count && search.left > 0 && curves < fewestCurves; index++) {
      curves += curvesOf(search, direct.FPDFFormObj_GetObject(object, index), depth - 1)
    }
  }
  return curves
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
  if (type === objectKinds.image) return areaOf(search, object)
  if (type !== objectKinds.form || depth === 0) return 0
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
