import type { TextBudget } from '../engine/text-budget.ts'
import { noteLines, readAnnotations, standsInField } from './annotations.ts'
import type { CharAccess } from './lines/char-access.ts'
import { withoutCopies } from './lines/copies.ts'
import { pageView } from './lines/page-view.ts'
import type { PageBox, PageView } from './lines/page-view.ts'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'
import { cutAtHyphen, mainTurn, partsOnPage, seenLines, sizedLines } from './lines/raw-lines.ts'
import type { SizedLine } from './lines/raw-lines.ts'
import { readLine } from './lines/read-line.ts'
import type { Pdfium } from './pdfium/pdfium.ts'
import { isScannedPage } from './scanned-page.ts'
import { findLattices } from './tables/lattice.ts'
import { withTables } from './tables/page-tables.ts'
import type { ReadLine } from './tables/page-tables.ts'
import { readRules } from './tables/rules.ts'
import { besideLabels } from './flow/written-lines.ts'

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
    const { notes, fields, files } = readAnnotations(pdfium, page, scratch)
    const textPage = pdfium.api.FPDFText_LoadPage(page)
    try {
      const { text, chars } = textPage === 0 ? noText : readText(pdfium, textPage, { buffer, budget })
      const { lines, view, hiddenLetters } = readLines({ pdfium, textPage, scratch }, page, text, index)
      // What was written into a form stands at the end of the page's text, and belongs beside its labels.
      const all = [...lines, ...noteLines(notes, lines, index, view)]
      const withNotes = besideLabels(all, standsInField(fields, view))
      return {
        height: view.height,
        lines: withNotes,
        hasImage: withNotes.length === 0 && showsImage(pdfium, page),
        isScan: isScannedPage(pdfium, page, scratch, text.trim().length),
        // Letters without any meaning are not even among the text.
        unknownLetters: unknownIn(text) + Math.max(0, chars - text.length),
        letters: chars,
        hiddenLetters,
        files,
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

interface PageText {
  readonly text: string
  /** Its letters, those without a meaning too. */
  readonly chars: number
}

const noText: PageText = { text: '', chars: 0 }

function readText(
  pdfium: Pdfium,
  textPage: number,
  { buffer, budget }: { readonly buffer: Buffer16; readonly budget: TextBudget },
): PageText {
  const chars = Math.min(pdfium.api.FPDFText_CountChars(textPage), maxPageChars)
  if (chars <= 0) return noText
  budget.spend(chars)
  // One unit for the closing zero; surrogate pairs can need a second unit for a character.
  const target = buffer.reserve(chars * 2 + 2)
  const units = pdfium.api.FPDFText_GetText(textPage, 0, chars, target) - 1
  return { chars, text: units <= 0 ? '' : pdfium.utf16(target, Math.min(units, chars * 2)) }
}

function readLines(
  chars: CharAccess,
  page: number,
  text: string,
  index: number,
): { readonly lines: readonly PdfLine[]; readonly view: PageView; readonly hiddenLetters: number } {
  const all = sizedLines(chars, page, text)
  const sized = seenLines(all)
  const view = pageView(shownBox(chars, page), mainTurn(sized))
  const access = { ...chars, view }
  const lines: ReadLine[] = []
  for (const { raw, at, size } of sized) {
    for (const part of partsOnPage(access, { raw, at })) {
      for (const source of cutAtHyphen(access, part, size)) {
        const line = readLine(access, source, index)
        if (line !== null) lines.push({ line, source })
      }
    }
  }
  const lattices = findLattices(readRules(chars.pdfium, page, { scratch: chars.scratch, view }))
  return {
    lines: withTables(access, withoutCopies(lines), lattices),
    view,
    hiddenLetters: sized === all ? 0 : lettersOf(all) - lettersOf(sized),
  }
}

function lettersOf(lines: readonly SizedLine[]): number {
  return lines.reduce((sum, { raw }) => sum + (raw.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0)
}

/** What of a page is shown: where its crop box and its media box agree. */
function shownBox({ pdfium, scratch }: CharAccess, page: number): PageBox {
  if (pdfium.api.FPDF_GetPageBoundingBox(page, scratch)) {
    const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => pdfium.float32(scratch + at)) as [
      number,
      number,
      number,
      number,
    ]
    if (right > left && top > bottom) return { left, bottom, width: right - left, height: top - bottom }
  }
  const [width, height] = [pdfium.api.FPDF_GetPageWidthF(page), pdfium.api.FPDF_GetPageHeightF(page)]
  return { left: 0, bottom: 0, width, height }
}

/** Letters without a meaning: in the private area, or replaced. Codes of single letters are counted when all pages are known. */
function unknownIn(text: string): number {
  return text.match(/[\ue000-\uefff\uf100-\uf8ff\ufffd]/g)?.length ?? 0
}

function showsImage(pdfium: Pdfium, page: number): boolean {
  const count = Math.min(pdfium.api.FPDFPage_CountObjects(page), 1_000)
  for (let index = 0; index < count; index++) {
    const type = pdfium.api.FPDFPageObj_GetType(pdfium.api.FPDFPage_GetObject(page, index))
    if (type === imageObject || type === formObject) return true
  }
  return false
}
