import type { ExtractedText } from '../../../domain/extracted.ts'
import { createTextBudget } from '../engine/text-budget.ts'
import type { PageJob, PagePicture } from '../engine/engine.ts'
import { buildText } from '../layout/text-builder.ts'
import { plainDrafts } from '../text/plain-drafts.ts'
import { loadTesseract } from './tesseract.ts'

/** No page that people print comes near; more is noise that was taken for letters. */
const maxPageChars = 200_000

/**
 * The text of one page by OCR, as a document of that page alone.
 * @throws AppError `no_text` for a page without letters, `no_text_layer` where OCR cannot be had, and what the picture is refused with
 */
export async function readScannedPage(job: PageJob, picture: PagePicture): Promise<ExtractedText> {
  const image = await picture(job)
  const recognise = await loadTesseract()
  const { text, confidence } = recognise(image)
  const budget = createTextBudget({
    fileBytes: image.length,
    maxTextChars: Math.min(job.limits.maxTextChars, maxPageChars),
  })
  const extracted = buildText(plainDrafts(text), {
    maxTextChars: maxPageChars,
    check: budget.check,
    pageCount: null,
    title: null,
  })
  return { ...extracted, ocr: [{ page: job.page, confidence: Math.round(confidence) }] }
}
