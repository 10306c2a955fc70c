import { openAsBlob } from 'node:fs'
import { z } from 'zod'
import { AppError, toAppError } from '../../domain/errors.ts'
import type { ExtractedText, FileType } from '../../domain/extracted.ts'
import type { ExtractRequest, Extractor } from '../../ports/extractor.ts'
import type { Log } from '../../ports/log.ts'
import { textOfDocproc } from './docproc-text.ts'
import type { Neighbour } from './neighbour.ts'

export const docprocPath = '/api/v1/process'

const pdf = 'application/pdf'
/** Of the types the service names, those it can read; it refuses the old kinds of Word and Excel. */
const readable: ReadonlySet<FileType> = new Set([
  pdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/plain',
  'text/markdown',
  'text/html',
])

const docprocReply = z.object({
  data: z.object({
    chunks: z.array(
      z.object({
        text: z.string(),
        source_metadata: z.object({ page_number: z.int().nullish() }).nullish(),
      }),
    ),
  }),
})
/** Some ten million characters of text with what lies over each other. */
const mostReplyBytes = 64 * 1024 * 1024
/** Beside the time of a small file. */
const msPerMegabyte = 2_000

export interface DocprocOptions {
  readonly neighbour: Neighbour
  /** Of a small file. */
  readonly timeoutMs: number
  /** Reads whatever the service does not. Closed with this one. */
  readonly own: Extractor
  readonly maxTextCharacters: number
  readonly log: Log
}

/**
 * The original's docproc-service as a reader of documents: contract of `POST /api/v1/process`. What it cannot read, single
 * pages (it recognises no pictures) and everything while it is away goes to our own reader, so that no document fails for it.
 */
export function createDocprocExtractor(options: DocprocOptions): Extractor {
  const { own, log } = options
  return {
    async extract(request) {
      if (request.page !== undefined || !readable.has(request.fileType)) return own.extract(request)
      const text = await readThere(options, request).catch((error: unknown) => {
        const failure = toAppError(error)
        if (request.signal.aborted) throw failure
        log.warn({ code: failure.code, details: failure.details }, `reads a document itself: ${failure.message}`)
        return null
      })
      return text ?? own.extract(request)
    },
    detach: (request) => own.detach(request),
    close: () => own.close(),
  }
}

/** Null when there is nothing in it, or too much: our own reader tells what to do about that. */
async function readThere(
  { neighbour, timeoutMs, maxTextCharacters }: DocprocOptions,
  { companyId, path, fileType, fileName = 'document', signal }: ExtractRequest,
): Promise<ExtractedText | null> {
  const file = await openAsBlob(path, { type: fileType }).catch((cause: unknown) => {
    throw new AppError('internal', 'The local copy of the document could not be opened.', { cause })
  })
  const body = new FormData()
  body.append('file', file, fileName)
  body.append('original_filename', fileName)
  body.append('content_type', fileType)
  body.append('company_id', companyId)
  const { data } = await neighbour.post({
    body,
    reply: docprocReply,
    mostReplyBytes,
    companyId,
    timeoutMs: timeoutMs + Math.ceil((file.size / (1024 * 1024)) * msPerMegabyte),
    signal,
  })
  const chunks = data.chunks.map((chunk) => ({ text: chunk.text, page: chunk.source_metadata?.page_number ?? null }))
  const extracted = await textOfDocproc(chunks, fileType === pdf)
  const { length } = extracted.text
  return length <= maxTextCharacters && /[\p{L}\p{N}]/u.test(extracted.text) ? extracted : null
}
