import type { TextBudget } from '../engine/text-budget.ts'
import { withSymbols } from '../layout/symbol-letters.ts'
import { readAnnotations } from './annotations.ts'
import type { PageNote } from './annotations.ts'
import { withUnreadReturns } from './clean-pdf-text.ts'
import { withAnnotations } from './drawn-page.ts'
import type { CharAccess, ViewedChars } from './lines/char-access.ts'
import { withColumnsApart } from './lines/columns-apart.ts'
import { withoutCopies } from './lines/copies.ts'
import { withDetachedMarks } from './lines/detached-marks.ts'
import { withDrawnFractions } from './lines/drawn-fractions.ts'
import { readParts } from './lines/hyphened-rows.ts'
import { withNamesAbove } from './lines/names-above.ts'
import { withMendedLines } from './lines/mended-lines.ts'
import { pageView } from './lines/page-view.ts'
import type { PageBox, PageView } from './lines/page-view.ts'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'
import { withPrintedHyphens } from './lines/printed-hyphens.ts'
import { byTurn, mainTurn, partsOnPage, seenLines, shareOfTurn, sizedLines } from './lines/raw-lines.ts'
import type { SizedLine } from './lines/raw-lines.ts'
import type { ReadLine } from './lines/read-line.ts'
import { withWholeSideways } from './lines/sideways-pieces.ts'
import { objectKinds } from './pdfium/object-kinds.ts'
import type { Pdfium } from './pdfium/pdfium.ts'
import { namelessSigns } from './nameless-signs.ts'
import { fieldUnder, withNotes } from './note-lines.ts'
import { withTargets } from './link-lines.ts'
import { createFormValues } from './form-values.ts'
import { createTextReader } from './page-text.ts'
import { drawsOutlines, isStampedPicture } from './scanned-page.ts'
import { findLattices } from './tables/lattice.ts'
import { withTables } from './tables/page-tables.ts'
import { readRules } from './tables/rules.ts'
import { withSidewaysNames } from './tables/sideways-names.ts'
import { withUnderlines } from './tables/underlines.ts'
import { besideLabels } from './flow/written-lines.ts'

/** A page is turned over where so much of its text stands on its head; others have texts in all directions. */
const mostOfPage = 0.75
/** Sideways text on an upright page with so many rows of cells is a table, and read as if its page were turned; others are labels. */
const fewestRows = 3

/** Reads pages of one open document; keeps the scratch memory between them. */
export interface PageReader {
  /** Null for a page that PDFium cannot load. */
  read(index: number): PdfPage | null
  close(): void
}

export function createPageReader(pdfium: Pdfium, documentPointer: number, budget: TextBudget): PageReader {
  const scratch = pdfium.allocate(512)
  const texts = createTextReader(pdfium, budget)
  const forms = createFormValues(pdfium, documentPointer)
  const read = (index: number): PdfPage | null => {
    const load = (): number => pdfium.api.FPDF_LoadPage(documentPointer, index)
    const bare = load()
    if (bare === 0) return null
    const { notes, fields, files, hasDrawn } = readAnnotations(
      { pdfium, document: documentPointer, forms },
      bare,
      scratch,
    )
    const objects = pdfium.api.FPDFPage_CountObjects(bare)
    const { page, drawnFrom } = hasDrawn
      ? withAnnotations(pdfium, bare, load, texts.readPage)
      : { page: bare, drawnFrom: Infinity }
    let textPage = pdfium.api.FPDFText_LoadPage(page)
    const readText = () => {
      const { text, chars } = texts.read(textPage)
      return { text, chars, ...readLines({ pdfium, textPage, scratch }, { page, index, text, drawnFrom, notes }) }
    }
    try {
      let found = readText()
      if (found.turnShare >= mostOfPage && standsOnHead(pdfium, page, found.view)) {
        pdfium.api.FPDFText_ClosePage(textPage)
        turnOver(pdfium, page)
        textPage = pdfium.api.FPDFText_LoadPage(page)
        found = readText()
      }
      const { text, chars, lines, view, hiddenLetters, isScan } = found
      // What was written into a form stands at the end of the page's text, and belongs beside its labels.
      const nameless = namelessSigns({ pdfium, textPage, scratch }, text, chars)
      const own = nameless.isPage ? [] : lines
      const all = besideLabels(withNotes(own, notes, index, view), fieldUnder(fields, view))
      const isEmpty = all.length === 0 && !nameless.isPage
      const isOutlined = isEmpty && drawsOutlines(pdfium, page, objects)
      return {
        width: view.width,
        height: view.height,
        lines: all,
        hasImage: isEmpty && (isOutlined || showsImage(pdfium, page, objects)),
        // OCR reads what is drawn, whatever the fonts say.
        isScan: nameless.isPage || isScan || isOutlined,
        // Letters without any meaning are not even among the text.
        unknownLetters: unknownIn(text) + Math.max(0, chars - text.length) + nameless.count,
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
    texts.free()
    forms.close()
  }
  return { read, close }
}

interface TextOfPage {
  readonly page: number
  readonly index: number
  readonly text: string
  readonly drawnFrom: number
  readonly notes: readonly PageNote[]
}

function readLines(
  chars: CharAccess,
  { page, index, text, drawnFrom, notes }: TextOfPage,
): {
  readonly lines: readonly PdfLine[]
  readonly view: PageView
  readonly turnShare: number
  readonly hiddenLetters: number
  readonly isScan: boolean
} {
  const all = sizedLines(chars, page, { text: withUnreadReturns(text), drawnFrom })
  const box = shownBox(chars, page)
  const seen = all.filter(({ invisible }) => !invisible)
  const isPictured = isStampedPicture(chars, page, { lines: seen, box })
  const sized = seenLines(all, isPictured)
  const view = pageView(box, mainTurn(sized))
  const mended = withMendedLines({ ...chars, view }, sized)
  const { access, lines: own } = withWholeSideways(mended.access, mended.lines, { box, turn: view.turn })
  const lines = byTurn(own).flatMap((group): readonly ReadLine[] => {
    const [turn = view.turn] = group.map((one) => one.turn)
    const sideways = turn === view.turn ? [] : linesOf({ ...access, view: pageView(box, turn) }, group, index)
    if (sideways.filter(({ line }) => line.cells.length > 1).length < fewestRows) return linesOf(access, group, index)
    return sideways.map(({ line, source }) => ({ line: { ...line, upright: false }, source }))
  })
  const columns = withColumnsApart(access, withoutCopies(lines), index)
  const rules = readRules(chars.pdfium, page, { scratch: chars.scratch, view })
  const whole = withDrawnFractions(access, columns, rules)
  const named = withNamesAbove(access, withDetachedMarks(access, whole))
  const lattices = findLattices(withUnderlines(access, rules, named))
  return {
    lines: withSidewaysNames(withTables(access, withTargets(access, named, notes), lattices)),
    view,
    turnShare: shareOfTurn(sized, view.turn),
    hiddenLetters: sized === all ? 0 : lettersOf(all) - lettersOf(sized),
    isScan: isPictured && isStampedPicture(chars, page, { lines: sized, box }),
  }
}

function linesOf(access: ViewedChars, sized: readonly SizedLine[], page: number): ReadLine[] {
  const lines: ReadLine[] = []
  for (const one of sized) {
    const { size, endsCell } = one
    for (const part of partsOnPage(access, one)) {
      for (const { line, source } of readParts(access, withPrintedHyphens(access, part), { size, page })) {
        lines.push({ line: endsCell === true ? { ...line, endsCell } : line, source })
      }
    }
  }
  return lines
}

function lettersOf(lines: readonly SizedLine[]): number {
  return lines.reduce((sum, { raw }) => sum + (raw.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0)
}

/** PDFium joins what stands level from the left to the right of the page as it is shown, which is backwards for such text. */
function standsOnHead(pdfium: Pdfium, page: number, { turn }: PageView): boolean {
  return (turn - pdfium.api.FPDFPage_GetRotation(page) + 4) % 4 === 2
}

function turnOver(pdfium: Pdfium, page: number): void {
  pdfium.api.FPDFPage_SetRotation(page, (pdfium.api.FPDFPage_GetRotation(page) + 2) % 4)
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
  return withSymbols(text).match(/[\ue000-\uefff\uf100-\uf8ff\ufffd]/g)?.length ?? 0
}

/** @param objects that are the page's own: what annotations draw comes behind them */
function showsImage(pdfium: Pdfium, page: number, objects: number): boolean {
  const count = Math.min(objects, 1_000)
  for (let index = 0; index < count; index++) {
    const type = pdfium.api.FPDFPageObj_GetType(pdfium.api.FPDFPage_GetObject(page, index))
    if (type === objectKinds.image || type === objectKinds.form) return true
  }
  return false
}
