import type { CharAccess } from './char-access.ts'

/** A part of a page, in its own points. */
export interface Box {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

/** What an object of a page covers; null when PDFium cannot tell. */
export function boundsOf({ pdfium, scratch }: Pick<CharAccess, 'pdfium' | 'scratch'>, object: number): Box | null {
  if (pdfium.direct.FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return null
  const [left, bottom] = [pdfium.float32(scratch), pdfium.float32(scratch + 4)]
  const [right, top] = [pdfium.float32(scratch + 8), pdfium.float32(scratch + 12)]
  return { left, bottom, right, top }
}
