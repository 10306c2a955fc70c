import type { TextBudget } from '../engine/text-budget.ts'
import type { Pdfium } from './pdfium/pdfium.ts'

/** No page of a real document comes near; a page past it is cut off there. */
const maxPageChars = 2_000_000

export interface PageText {
  readonly text: string
  /** Its letters, those without a meaning too. */
  readonly chars: number
}

/** The text of a page, by PDFium's handle of it. */
export type PageTextReader = (page: number) => PageText

const noText: PageText = { text: '', chars: 0 }

/** Reads the text of pages into memory that is kept between them. */
export function createTextReader(pdfium: Pdfium, budget: TextBudget) {
  const buffer = growingBuffer(pdfium)
  const read = (textPage: number): PageText => {
    const chars = textPage === 0 ? 0 : Math.min(pdfium.api.FPDFText_CountChars(textPage), maxPageChars)
    if (chars <= 0) return noText
    budget.spend(chars)
    // One unit for the closing zero; surrogate pairs can need a second unit for a character.
    const target = buffer.reserve(chars * 2 + 2)
    const units = pdfium.api.FPDFText_GetText(textPage, 0, chars, target) - 1
    return { chars, text: units <= 0 ? '' : pdfium.utf16(target, Math.min(units, chars * 2)) }
  }
  const readPage: PageTextReader = (page) => {
    const textPage = pdfium.api.FPDFText_LoadPage(page)
    try {
      return read(textPage)
    } finally {
      if (textPage !== 0) pdfium.api.FPDFText_ClosePage(textPage)
    }
  }
  return { read, readPage, free: () => buffer.free() }
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
