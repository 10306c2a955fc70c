import type { Pdfium } from '../pdfium/pdfium.ts'

/** Where something is drawn: a point x, y goes to ax + cy + e, bx + dy + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]
export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** That of an object of a page; @param scratch 24 bytes of PDFium's memory */
export function matrixOf(pdfium: Pdfium, object: number, scratch: number): Matrix {
  if (pdfium.direct.FPDFPageObj_GetMatrix(object, scratch) !== 1) return identity
  return [0, 4, 8, 12, 16, 20].map((at) => pdfium.float32(scratch + at)) as unknown as Matrix
}

/** How much larger a surface is where it is drawn. */
export function growth([a, b, c, d]: Matrix): number {
  return Math.abs(a * d - b * c)
}
