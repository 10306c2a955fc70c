import type { Box } from './box.ts'
import type { Pdfium } from '../pdfium/pdfium.ts'
import { turnOf } from './page-view.ts'
import type { PageView, Turn } from './page-view.ts'

const boldName = /bold|black|heavy|semibold|demi|[-,]bd|cmbx|sfbx|lmb|bx\d/i
const italicName = /italic|oblique|slanted|[-,]it$|cmti|cmsl|sfti|sfsl|lmri|lmro/i
/** Of a font's flags (PDF 32000-1, table 123). */
const italicFlag = 0x40
/** Text that is there to be searched and copied, not seen (PDF 32000-1, table 106). */
const invisibleMode = 3

/** Asks PDFium about characters of one page, named by their place in its text. */
export interface CharAccess {
  readonly pdfium: Pdfium
  readonly textPage: number
  readonly scratch: number
  /** Where each character of the text stands in what PDFium gives, if some are added. */
  readonly places?: readonly number[]
}

/** The same on a page whose view is known. */
export interface ViewedChars extends CharAccess {
  readonly view: PageView
}

export interface CharBox {
  readonly left: number
  readonly right: number
}

interface Probe extends CharBox {
  readonly baseline: number
}

export function charIndex({ pdfium, textPage, places }: CharAccess, textIndex: number): number {
  const own = places === undefined ? textIndex : (places[textIndex] ?? 0)
  return Math.max(pdfium.direct.FPDFText_GetCharIndexFromTextIndex(textPage, own), 0)
}

export function charBox(access: ViewedChars, textIndex: number): CharBox {
  const { pdfium, textPage, scratch, view } = access
  const index = charIndex(access, textIndex)
  pdfium.direct.FPDFText_GetCharBox(textPage, index, scratch, scratch + 8, scratch + 16, scratch + 24)
  const one = view.place(pdfium.float64(scratch), pdfium.float64(scratch + 16))
  const other = view.place(pdfium.float64(scratch + 8), pdfium.float64(scratch + 24))
  return { left: Math.min(one.x, other.x), right: Math.max(one.x, other.x) }
}

/** The place of a character with what its font leaves around it, in points of the page, however it is turned. */
export function looseBox(access: CharAccess, textIndex: number): CharBox {
  const { pdfium, textPage, scratch } = access
  pdfium.direct.FPDFText_GetLooseCharBox(textPage, charIndex(access, textIndex), scratch)
  return { left: pdfium.float32(scratch), right: pdfium.float32(scratch + 8) }
}

/** Where a character begins on its line, in points of the page, however it is turned. */
export function originOf(access: CharAccess, textIndex: number): { readonly x: number; readonly y: number } {
  const { pdfium, textPage, scratch } = access
  pdfium.direct.FPDFText_GetCharOrigin(textPage, charIndex(access, textIndex), scratch, scratch + 8)
  return { x: pdfium.float64(scratch), y: pdfium.float64(scratch + 8) }
}

/** What it was drawn with: a piece of text that the program put in one place. */
export function objectOf(access: CharAccess, textIndex: number): number {
  return access.pdfium.direct.FPDFText_GetTextObject(access.textPage, charIndex(access, textIndex))
}

/** Where a character stands in points of the page, however it is turned. */
export function letterBox(access: CharAccess, textIndex: number): Box {
  const { pdfium, textPage, scratch } = access
  const index = charIndex(access, textIndex)
  pdfium.direct.FPDFText_GetCharBox(textPage, index, scratch, scratch + 8, scratch + 16, scratch + 24)
  const [left, right] = [pdfium.float64(scratch), pdfium.float64(scratch + 8)]
  return { left, right, bottom: pdfium.float64(scratch + 16), top: pdfium.float64(scratch + 24) }
}

/** The middle of a character in points of the page, however it is turned. */
export function charBoxOnPage(access: CharAccess, textIndex: number): { readonly x: number; readonly y: number } {
  const { left, right, bottom, top } = letterBox(access, textIndex)
  return { x: (left + right) / 2, y: (bottom + top) / 2 }
}

export function baselineOf(access: ViewedChars, textIndex: number): number {
  const { pdfium, textPage, scratch, view } = access
  pdfium.direct.FPDFText_GetCharOrigin(textPage, charIndex(access, textIndex), scratch, scratch + 8)
  return view.place(pdfium.float64(scratch), pdfium.float64(scratch + 8)).y
}

export function probe(access: ViewedChars, textIndex: number): Probe {
  return { ...charBox(access, textIndex), baseline: baselineOf(access, textIndex) }
}

interface PrintedSize {
  readonly size: number
  readonly turn: Turn
  /** It stands across the page, as a stamp or a watermark does. */
  readonly isSlanted: boolean
}

/** Ten degrees: lines of a page that was scanned askew are turned by less. */
const slanted = Math.sin(Math.PI / 18)

/**
 * The size in which a character is printed and the turn that makes it upright. The nominal size means nothing alone: many
 * programs write size 1 and scale by the text matrix.
 */
export function printedSize(access: CharAccess, textIndex: number): PrintedSize {
  const { pdfium, textPage, scratch } = access
  const index = charIndex(access, textIndex)
  const signed = pdfium.direct.FPDFText_GetFontSize(textPage, index)
  const nominal = Math.abs(signed)
  if (pdfium.direct.FPDFText_GetMatrix(textPage, index, scratch) === 0)
    return { size: Math.max(nominal, 1), turn: 0, isSlanted: false }
  const [a, b] = [pdfium.float32(scratch), pdfium.float32(scratch + 4)]
  const [c, d] = [pdfium.float32(scratch + 8), pdfium.float32(scratch + 12)]
  const size = nominal * Math.hypot(c, d)
  // A size below zero turns the letters by half a circle.
  const sign = signed < 0 ? -1 : 1
  const isSlanted = Math.min(Math.abs(a), Math.abs(b)) > Math.hypot(a, b) * slanted
  return { size: Number.isFinite(size) && size > 0.5 ? size : 1, turn: turnOf(a * sign, b * sign), isSlanted }
}

interface Typeface {
  readonly bold: boolean
  readonly italic: boolean
}

/** By the name of the font, what it says of itself, and its weight. */
export function typefaceOf(access: CharAccess, textIndex: number): Typeface {
  const { pdfium, textPage, scratch } = access
  const index = charIndex(access, textIndex)
  const length = pdfium.direct.FPDFText_GetFontInfo(textPage, index, scratch, 256, scratch + 256)
  const isKnown = length > 1 && length <= 256
  const name = isKnown ? Buffer.from(pdfium.bytes(scratch, length - 1)).toString('latin1') : ''
  const flags = length > 1 ? (pdfium.bytes(scratch + 256, 1)[0] ?? 0) : 0
  return {
    bold: boldName.test(name) || pdfium.direct.FPDFText_GetFontWeight(textPage, index) >= 700,
    italic: italicName.test(name) || (flags & italicFlag) !== 0,
  }
}

export function isInvisible(access: CharAccess, textIndex: number): boolean {
  const { pdfium, textPage } = access
  const object = pdfium.direct.FPDFText_GetTextObject(textPage, charIndex(access, textIndex))
  return object !== 0 && pdfium.direct.FPDFTextObj_GetTextRenderMode(object) === invisibleMode
}
