import { AppError } from '../../../domain/errors.ts'
import type { Pdfium } from './pdfium/pdfium.ts'
import type { ReadPages } from './pdf-pages.ts'

/** As PDFium numbers forms: of this one nothing stands on the pages before a program draws it (`NeedsRendering`). */
const drawnByProgram = 2
/** What stands in the place of such a form has a few sentences. */
const longest = 1_500
/** It names the program that shows the form, in whatever language it is written. */
const program = /\b(?:Adobe|Acrobat|Reader)\b/u

/**
 * Refuses a form whose pages say only that another program would show it, as forms of Adobe LiveCycle do.
 * @throws AppError `no_text`
 */
export function refuseShell(pdfium: Pdfium, document: number, { pages }: ReadPages): void {
  if (pages.length > 1 || pdfium.api.FPDF_GetFormType(document) !== drawnByProgram) return
  const text = pages.flatMap(({ lines }) => lines.map((line) => line.text)).join(' ')
  if (text.length > longest || !program.test(text)) return
  throw new AppError(
    'no_text',
    'The PDF is a form that only Adobe Reader shows (XFA): its pages hold no content. Open it there, print it as a PDF and upload that.',
  )
}
