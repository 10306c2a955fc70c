import type { Pdfium } from '../pdfium/pdfium.ts'

const boldName = /bold|black|heavy|semibold|demi|[-,]bd|cmbx|sfbx|lmb|bx\d/i

/** Asks PDFium about characters of one page, named by their place in its text. */
export interface CharAccess {
  readonly pdfium: Pdfium
  readonly textPage: number
  readonly scratch: number
}

interface Probe {
  readonly left: number
  readonly right: number
  readonly baseline: number
}

function charIndex({ pdfium, textPage }: CharAccess, textIndex: number): number {
  return Math.max(pdfium.api.FPDFText_GetCharIndexFromTextIndex(textPage, textIndex), 0)
}

export function charBox(access: CharAccess, textIndex: number): { readonly left: number; readonly right: number } {
  const { pdfium, textPage, scratch } = access
  const index = charIndex(access, textIndex)
  pdfium.api.FPDFText_GetCharBox(textPage, index, scratch, scratch + 8, scratch + 16, scratch + 24)
  const left = pdfium.float64(scratch)
  const right = pdfium.float64(scratch + 8)
  return { left: Math.min(left, right), right: Math.max(left, right) }
}

export function probe(access: CharAccess, textIndex: number): Probe {
  const { pdfium, textPage, scratch } = access
  const box = charBox(access, textIndex)
  pdfium.api.FPDFText_GetCharOrigin(textPage, charIndex(access, textIndex), scratch, scratch + 8)
  return { ...box, baseline: pdfium.float64(scratch + 8) }
}

/** The nominal size means nothing alone: many programs write size 1 and scale by the text matrix. */
export function printedSize(access: CharAccess, textIndex: number): { size: number; upright: boolean } {
  const { pdfium, textPage, scratch } = access
  const index = charIndex(access, textIndex)
  const nominal = pdfium.api.FPDFText_GetFontSize(textPage, index)
  if (!pdfium.api.FPDFText_GetMatrix(textPage, index, scratch)) return { size: Math.max(nominal, 1), upright: true }
  const [b, c, d] = [pdfium.float32(scratch + 4), pdfium.float32(scratch + 8), pdfium.float32(scratch + 12)]
  const size = nominal * Math.hypot(c, d)
  return { size: Number.isFinite(size) && size > 0.5 ? size : 1, upright: Math.abs(d) >= Math.abs(b) }
}

export function isBold(access: CharAccess, textIndex: number): boolean {
  const { pdfium, textPage, scratch } = access
  const index = charIndex(access, textIndex)
  const length = pdfium.api.FPDFText_GetFontInfo(textPage, index, scratch, 256, scratch + 256)
  if (length > 1 && length <= 256) {
    const name = Buffer.from(pdfium.bytes(scratch, length - 1)).toString('latin1')
    if (boldName.test(name)) return true
  }
  return pdfium.api.FPDFText_GetFontWeight(textPage, index) >= 700
}
