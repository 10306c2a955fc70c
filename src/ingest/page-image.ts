import type { DocumentScope } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'
import type { FileType } from '../domain/extracted.ts'
import { createLimiter } from '../flow/limiter.ts'
import { withTimeout } from '../flow/timeout.ts'
import type { Clock } from '../ports/clock.ts'
import type { PagePainter } from '../ports/page-painter.ts'
import { readOriginal, type OriginalDeps } from './read-original.ts'
import { spool } from './spool.ts'

export interface PageImageDeps extends OriginalDeps {
  readonly painter: PagePainter
  readonly clock: Clock
  readonly spoolFolder: string
  /** Of an original. */
  readonly maxBytes: number
}

export interface PageImageRequest extends DocumentScope {
  readonly page: number
  readonly width: number
  readonly signal: AbortSignal
}

/** A page that can be drawn. */
export interface PageImage {
  /** The same as long as the image is; null when that is not known. */
  readonly tag: string | null
  /** PNG. Drawn when it is asked for, and not before. */
  readonly draw: () => Promise<Uint8Array>
}

export type DrawPage = (request: PageImageRequest) => Promise<PageImage>

/** Another number whenever the same page is drawn in another way. */
const drawingVersion = 1
const drawable: FileType = 'application/pdf'
/** Each holds a copy of its original. */
const atATime = 3
const perCompany = 2
const mostWaiting = 20
/** Below the 30 s after which gateways give up. */
const patienceMs = 25_000

/**
 * Pages of PDF documents as they are printed, whatever became of the documents.
 * @throws AppError `not_found`, `unsupported_type` for other formats; from `draw` also the codes of a document that cannot be
 *   read, `too_many_requests` and, when it takes too long, `overloaded` (both retryable).
 */
export function createDrawPage(deps: PageImageDeps): DrawPage {
  const { painter, clock, spoolFolder: folder, maxBytes } = deps
  const places = createLimiter({ size: atATime, perKey: perCompany })
  return async ({ companyId, documentId, page, width, signal }) => {
    const { document, open } = await readOriginal(deps, { companyId, documentId })
    const { contentHash: hash, fileType } = document
    if (fileType !== drawable)
      throw new AppError('unsupported_type', 'Only pages of a PDF are drawn; this is another format.', {
        spanish: 'Solo se dibujan páginas de PDF; este documento es de otro formato.',
      })
    return {
      tag: hash === null ? null : `${hash.slice(0, 32)}-${page}-${width}-${drawingVersion}`,
      draw: async () => {
        if (places.waitingOf(companyId) >= mostWaiting) throw tooMany()
        return withTimeout({ ms: patienceMs, signal, clock, late }, async (limited) => {
          const work = async () => {
            await using copy = await spool(await open(limited), { folder, maxBytes, signal: limited })
            return await painter.paint({ companyId, path: copy.path, fileType, page, width, signal: limited })
          }
          return places.run(limited, work, companyId)
        })
      },
    }
  }
}

const tooMany = () =>
  new AppError('too_many_requests', 'Too many pages of this company wait to be drawn. Try again in a moment.', {
    spanish: 'Hay demasiadas páginas de tu empresa esperando a ser dibujadas. Inténtalo de nuevo en un momento.',
    retryable: true,
  })
const late = () =>
  new AppError('overloaded', 'Drawing the page took too long. Try again in a moment.', { retryable: true })
