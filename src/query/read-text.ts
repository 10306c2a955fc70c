import type { DocumentScope } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import { cutText } from '../domain/text/cut-text.ts'
import type { DocumentReader, ReadableText } from '../ports/documents/document-reader.ts'

export interface TextRequest extends DocumentScope {
  /** From 1; null: the whole document. */
  readonly page: number | null
  /** In the stored text; null: where the page, or the document, begins. */
  readonly start: number | null
  readonly length: number
}

/** A piece of a document's text, positions in the whole of it. */
export interface TextPiece {
  readonly fileName: string
  readonly title: string | null
  readonly page: number | null
  readonly pages: number
  readonly start: number
  readonly end: number
  readonly total: number
  /** Null at the end of what was asked for. */
  readonly nextStart: number | null
  readonly text: string
}

/**
 * A bounded piece of a document, by page or by position, as citations name them.
 * @throws AppError `not_found` (no such document, or not processed), `invalid_request` (no such page or position).
 */
export async function readText(
  { documents }: { readonly documents: DocumentReader },
  request: TextRequest,
): Promise<TextPiece> {
  const document = await documents.readText(request)
  if (document === null) {
    throw new AppError('not_found', 'There is no such document, or it is not processed.', {
      spanish: 'Ese documento no existe, o no está procesado.',
    })
  }
  const { fileName, title, text, pages } = document
  const whole = request.page === null ? { start: 0, end: text.length } : pageOf(document, request.page)
  const start = request.start ?? whole.start
  if (start < whole.start || start > whole.end) {
    throw new AppError('invalid_request', `start must be from ${whole.start} to ${whole.end} here.`, {
      spanish: `start tiene que estar aquí entre ${whole.start} y ${whole.end}.`,
    })
  }
  const piece = cutText(text.slice(start, whole.end), request.length)
  const end = start + piece.length
  return {
    fileName,
    title,
    page: pages.findLast((page) => page.start <= start)?.number ?? null,
    pages: pages.length,
    start,
    end,
    total: text.length,
    nextStart: end < whole.end ? end : null,
    text: piece,
  }
}

function pageOf({ pages }: ReadableText, number: number) {
  const page = pages.find((each) => each.number === number)
  if (page !== undefined) return page
  const last = pages.at(-1)?.number
  throw last === undefined
    ? new AppError('invalid_request', 'The document has no pages: leave out page.', {
        spanish: 'El documento no tiene páginas: no indiques ninguna (page).',
      })
    : new AppError('invalid_request', `The document has pages 1 to ${last}.`, {
        spanish: `El documento tiene las páginas de la 1 a la ${last}.`,
      })
}
