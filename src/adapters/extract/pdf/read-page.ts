import type { TextBudget } from '../engine/text-budget.ts'
import type { CharAccess } from './lines/char-access.ts'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'
import type { Pdfium } from './pdfium/pdfium.ts'
import { readLine } from './lines/read-line.ts'

const imageObject = 3
const formObject = 5
/** No page of a real document comes near; a page past it is cut off there. */
const maxPageChars = 2_000_000

/** Reads pages of one open document; keeps the scratch memory between them. */
export interface PageReader {
  /** Null for a page that PDFium cannot load. */
  read(index: number): PdfPage | null
  close(): void
}

export function createPageReader(pdfium: Pdfium, documentPointer: number, budget: TextBudget): PageReader {
  const scratch = pdfium.allocate(512)
  const buffer = growingBuffer(pdfium)
  const read = (index: number): PdfPage | null => {
    const page = pdfium.api.FPDF_LoadPage(documentPointer, index)
    if (page === 0) return null
    const textPage = pdfium.api.FPDFText_LoadPage(page)
    try {
      const text = textPage === 0 ? '' : readText(pdfium, textPage, { buffer, budget })
      const lines = readLines({ pdfium, textPage, scratch }, text, index)
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
    buffer.free()
  }
  return { read, close }
}

interface Buffer16 {
  /** At least so many UTF-16 units; what was in it is gone. */
  reserve(units: number): number
  free(): void
}

function growingBuffer(pdfium: Pdfium): Buffer16 {
  let held = { pointer: 0, units: 0 }
  const free = (): void => {
    if (held.pointer !== 0) pdfium.free(held.pointer)
    held = { pointer: 0, units: 0 }
  }
  const reserve = (units: number): number => {
    if (units <= held.units) return held.pointer
    free()
    held = { pointer: pdfium.allocate(units * 2), units }
    return held.pointer
  }
  return { reserve, free }
}

function readText(
  pdfium: Pdfium,
  textPage: number,
  { buffer, budget }: { readonly buffer: Buffer16; readonly budget: TextBudget },
): string {
  const chars = Math.min(pdfium.api.FPDFText_CountChars(textPage), maxPageChars)
  if (chars <= 0) return ''
  budget.spend(chars)
  // One unit for the closing zero; surrogate pairs can need a second unit for a character.
  const target = buffer.reserve(chars * 2 + 2)
  const units = pdfium.api.FPDFText_GetText(textPage, 0, chars, target) - 1
  return units <= 0 ? '' : pdfium.utf16(target, Math.min(units, chars * 2))
}

function readLines(access: CharAccess, text: string, page: number): PdfLine[] {
  const lines: PdfLine[] = []
  let at = 0
  for (const raw of text.split('\n')) {
    const line = readLine(access, raw, at, page)
    if (line !== null) lines.push(line)
    at += raw.length + 1
  }
  return lines
}

function showsImage(pdfium: Pdfium, page: number): boolean {
  const count = Math.min(pdfium.api.FPDFPage_CountObjects(page), 1_000)
  for (let index = 0; index < count; index++) {
    const type = pdfium.api.FPDFPageObj_GetType(pdfium.api.FPDFPage_GetObject(page, index))
    if (type === imageObject || type === formObject) return true
  }
  return false
}
