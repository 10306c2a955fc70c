import { AppError } from '../../../domain/errors.ts'
import { tooManyPages } from '../engine/engine.ts'
import type { EngineJob } from '../engine/engine.ts'
import type { TextBudget } from '../engine/text-budget.ts'
import type { PdfDocument } from './pdfium/pdf-document.ts'
import type { PdfPage } from './lines/pdf-line.ts'
import type { Pdfium } from './pdfium/pdfium.ts'
import { createPageReader } from './read-page.ts'
import { readUnread } from './unread-letters.ts'

export interface ReadPages {
  readonly pages: readonly PdfPage[]
  /** Numbers from 1 of pages that are damaged. */
  readonly unreadable: readonly number[]
}

const emptyPage: PdfPage = {
  width: 0,
  height: 0,
  lines: [],
  hasImage: false,
  isScan: false,
  unknownLetters: 0,
  letters: 0,
  hiddenLetters: 0,
  files: [],
}

/** @throws AppError `too_much_text`, `archive_bomb`, before the page that is too much takes memory */
export function readPages(pdfium: Pdfium, document: PdfDocument, job: EngineJob, budget: TextBudget): ReadPages {
  const { pageCount } = document
  if (pageCount > job.limits.maxPages) throw tooManyPages(pageCount, job.limits)
  const reader = createPageReader(pdfium, document.pointer, budget)
  const repeated = createRepeated(pdfium, document)
  const pages: PdfPage[] = []
  const unreadable: number[] = []
  for (let index = 0; index < pageCount; index++) {
    const seen = repeated.find(index)
    if (seen !== null) budget.spend(textLength(seen))
    const page = seen ?? reader.read(index)
    if (page === null) unreadable.push(index + 1)
    else if (seen === null) repeated.keep(index, page)
    pages.push(page ?? emptyPage)
    job.onProgress(index + 1, pageCount)
  }
  reader.close()
  return { pages: readUnread(pages), unreadable }
}

/**
 * The same page object can stand in the page tree any number of times, for six bytes each: it is read once. Pages that are
 * listed once, as in every ordinary document, are not kept.
 */
function createRepeated(pdfium: Pdfium, { pointer, pageCount }: PdfDocument) {
  const times = new Map<number, number>()
  const objects = Array.from({ length: pageCount }, (_, index) =>
    pdfium.api.EPDFDoc_GetPageObjectNumberByIndex(pointer, index),
  )
  for (const object of objects) times.set(object, (times.get(object) ?? 0) + 1)
  // 0 stands for a page without a number of its own.
  const objectOf = (index: number): number => objects[index] ?? 0
  const kept = new Map<number, PdfPage>()
  return {
    find(index: number): PdfPage | null {
      const page = kept.get(objectOf(index))
      return page === undefined ? null : { ...page, lines: page.lines.map((line) => ({ ...line, page: index })) }
    },
    keep(index: number, page: PdfPage): void {
      const object = objectOf(index)
      if (object > 0 && (times.get(object) ?? 0) > 1) kept.set(object, page)
    },
  }
}

function textLength(page: PdfPage): number {
  return page.lines.reduce((sum, line) => sum + line.text.length, 0)
}

/** What a document without a single line of text is refused with. */
export function withoutText({ pages, unreadable }: ReadPages): AppError {
  if (pages.length === 0 || unreadable.length === pages.length) {
    return new AppError('corrupt_file', 'No page of the PDF can be read: it is damaged. Save it again from its source.')
  }
  if (pages.some((page) => page.hasImage)) {
    return new AppError(
      'no_text_layer',
      'The PDF holds only images and no text layer: it needs OCR. Run it through an OCR program and upload the result.',
      { details: { pages: pages.length } },
    )
  }
  if (pages.some(({ unknownLetters }) => unknownLetters > 0)) return unreadableFonts(pages.length)
  return new AppError('no_text', 'The PDF contains no text: its pages are empty or only drawings.')
}

/** What a document is refused with whose letters are all there and mean nothing. */
export function unreadableFonts(pages: number): AppError {
  return new AppError(
    'no_text',
    'The text of the PDF cannot be read: its fonts do not say which letters they hold. Save it again from its source, or run it through an OCR program.',
    // OCR reads what is drawn, whatever the fonts say.
    { details: { pages, fonts_unread: true } },
  )
}

/** There are letters, and none of them can be read. */
export function isUnreadable(pages: readonly PdfPage[]): boolean {
  const isRead = pages.some(({ lines }) => lines.some(({ text }) => /[\p{L}\p{N}]/u.test(text)))
  return !isRead && pages.some(({ unknownLetters }) => unknownLetters > 0)
}
