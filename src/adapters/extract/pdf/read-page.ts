import type { Pdfium } from './pdfium.ts'
import type { PdfLine, PdfPage } from './pdf-line.ts'
import { cleanPdfText } from './clean-pdf-text.ts'

const imageObject = 3
const formObject = 5
/** No page of a real document comes near; a page past it is cut off there. */
const maxPageChars = 2_000_000
const boldName = /bold|black|heavy|semibold|demi|[-,]bd|cmbx|sfbx|lmb|bx\d/i

/** Reads pages of one open document; keeps the scratch memory between them. */
export interface PageReader {
  read(index: number): PdfPage | null
  close(): void
}

interface Probe {
  readonly left: number
  readonly right: number
  readonly baseline: number
}

/** `read` gives null for a page that PDFium cannot load. */
export function createPageReader(pdfium: Pdfium, documentPointer: number): PageReader {
  const scratch = pdfium.allocate(512)
  let buffer = { pointer: 0, units: 0 }
  const reserve = (units: number): number => {
    if (units <= buffer.units) return buffer.pointer
    if (buffer.pointer !== 0) pdfium.free(buffer.pointer)
    buffer = { pointer: pdfium.allocate(units * 2), units }
    return buffer.pointer
  }
  const read = (index: number): PdfPage | null => {
    const page = pdfium.api.FPDF_LoadPage(documentPointer, index)
    if (page === 0) return null
    const textPage = pdfium.api.FPDFText_LoadPage(page)
    try {
      const lines = textPage === 0 ? [] : readLines(pdfium, textPage, index, scratch, reserve)
      return {
        height: pdfium.api.FPDF_GetPageHeightF(page),
        lines,
        hasImage: lines.length === 0 && showsImage(pdfium, page),
      }
    } finally {
      if (textPage !== 0) pdfium.api.FPDFText_ClosePage(textPage)
      pdfium.api.FPDF_ClosePage(page)
    }
  }
  const close = (): void => {
    pdfium.free(scratch)
    if (buffer.pointer !== 0) pdfium.free(buffer.pointer)
  }
  return { read, close }
}

function readLines(
  pdfium: Pdfium,
  textPage: number,
  page: number,
  scratch: number,
  reserve: (units: number) => number,
): PdfLine[] {
  const chars = Math.min(pdfium.api.FPDFText_CountChars(textPage), maxPageChars)
  if (chars <= 0) return []
  // One unit for the closing zero; surrogate pairs can need a second unit for a character.
  const target = reserve(chars * 2 + 2)
  const units = pdfium.api.FPDFText_GetText(textPage, 0, chars, target) - 1
  if (units <= 0) return []
  const text = pdfium.utf16(target, Math.min(units, chars * 2))
  const lines: PdfLine[] = []
  let at = 0
  for (const raw of text.split('\n')) {
    const line = readLine({ pdfium, textPage, scratch }, raw, at, page)
    if (line !== null) lines.push(line)
    at += raw.length + 1
  }
  return lines
}

interface CharAccess {
  readonly pdfium: Pdfium
  readonly textPage: number
  readonly scratch: number
}

function readLine(access: CharAccess, raw: string, at: number, page: number): PdfLine | null {
  const text = cleanPdfText(raw)
  if (text === '') return null
  const first = at + raw.search(/\S/)
  const last = at + raw.trimEnd().length - 1
  const start = probe(access, first)
  const end = probe(access, last)
  const { size, upright } = printedSize(access, first)
  const sameRow = Math.abs(start.baseline - end.baseline) < size * 0.6
  return {
    text,
    page,
    left: sameRow ? Math.min(start.left, end.left) : start.left,
    right: sameRow ? Math.max(start.right, end.right) : end.right,
    baseline: start.baseline,
    endBaseline: end.baseline,
    size,
    bold: isBold(access, first) && isBold(access, last),
    upright,
    cells: sameRow && upright ? cutCells(access, { raw, at, size, width: end.right - start.left }) : [text],
  }
}

function charIndex({ pdfium, textPage }: CharAccess, textIndex: number): number {
  return Math.max(pdfium.api.FPDFText_GetCharIndexFromTextIndex(textPage, textIndex), 0)
}

function charBox(access: CharAccess, textIndex: number): { readonly left: number; readonly right: number } {
  const { pdfium, textPage, scratch } = access
  const index = charIndex(access, textIndex)
  pdfium.api.FPDFText_GetCharBox(textPage, index, scratch, scratch + 8, scratch + 16, scratch + 24)
  const left = pdfium.float64(scratch)
  const right = pdfium.float64(scratch + 8)
  return { left: Math.min(left, right), right: Math.max(left, right) }
}

function probe(access: CharAccess, textIndex: number): Probe {
  const { pdfium, textPage, scratch } = access
  const box = charBox(access, textIndex)
  pdfium.api.FPDFText_GetCharOrigin(textPage, charIndex(access, textIndex), scratch, scratch + 8)
  return { ...box, baseline: pdfium.float64(scratch + 8) }
}

/** The nominal size means nothing alone: many programs write size 1 and scale by the text matrix. */
function printedSize(access: CharAccess, textIndex: number): { size: number; upright: boolean } {
  const { pdfium, textPage, scratch } = access
  const index = charIndex(access, textIndex)
  const nominal = pdfium.api.FPDFText_GetFontSize(textPage, index)
  if (!pdfium.api.FPDFText_GetMatrix(textPage, index, scratch)) return { size: Math.max(nominal, 1), upright: true }
  const [b, c, d] = [pdfium.float32(scratch + 4), pdfium.float32(scratch + 8), pdfium.float32(scratch + 12)]
  const size = nominal * Math.hypot(c, d)
  return { size: Number.isFinite(size) && size > 0.5 ? size : 1, upright: Math.abs(d) >= Math.abs(b) }
}

function isBold(access: CharAccess, textIndex: number): boolean {
  const { pdfium, textPage, scratch } = access
  const index = charIndex(access, textIndex)
  const length = pdfium.api.FPDFText_GetFontInfo(textPage, index, scratch, 256, scratch + 256)
  if (length > 1 && length <= 256) {
    const name = Buffer.from(pdfium.bytes(scratch, length - 1)).toString('latin1')
    if (boldName.test(name)) return true
  }
  return pdfium.api.FPDFText_GetFontWeight(textPage, index) >= 700
}

interface RawLine {
  readonly raw: string
  readonly at: number
  readonly size: number
  readonly width: number
}

/** PDFium prints every gap as one space; a gap wider than the font is high separates cells. */
function cutCells(access: CharAccess, { raw, at, size, width }: RawLine): string[] {
  const visible = raw.trimEnd()
  // Running text takes about half its size per character: a long line can hide a gap only when it is wider, and only
  // short lines hide narrow ones.
  const suspicious = size * (visible.length < 60 ? 0.42 : 0.53)
  if (visible.length < 3 || width / visible.length < suspicious) return [cleanPdfText(raw)]
  const gaps = [...visible.matchAll(/(?<=\S) +(?=\S)/g)].map((space) => {
    const before = charBox(access, at + space.index - 1)
    const after = charBox(access, at + space.index + space[0].length)
    return { index: space.index, width: after.left - before.right }
  })
  const wide = gaps.filter((gap) => gap.width >= size * 1.1)
  if (wide.length === 0 || isJustified(gaps, size)) return [cleanPdfText(raw)]
  const cuts = [0, ...wide.map((gap) => gap.index), visible.length]
  return cuts
    .slice(1)
    .map((cut, index) => cleanPdfText(visible.slice(cuts[index], cut)))
    .filter((cell) => cell !== '')
}

/**
 * A stretched line of running text has equal gaps (but for the letters' own side bearings) and no very wide ones; columns
 * have neither.
 */
function isJustified(gaps: readonly { readonly width: number }[], size: number): boolean {
  const widths = gaps.map((gap) => gap.width)
  const widest = Math.max(...widths)
  return widths.length >= 2 && widest < size * 2.5 && widest - Math.min(...widths) < size * 0.5
}

function showsImage(pdfium: Pdfium, page: number): boolean {
  const count = Math.min(pdfium.api.FPDFPage_CountObjects(page), 1_000)
  for (let index = 0; index < count; index++) {
    const type = pdfium.api.FPDFPageObj_GetType(pdfium.api.FPDFPage_GetObject(page, index))
    if (type === imageObject || type === formObject) return true
  }
  return false
}
