import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { originalRoute, pageRoute } from '../../contract/routes/original-routes.ts'
import { AppError } from '../../domain/errors.ts'
import type { Document } from '../../domain/document.ts'
import { parseDocumentId } from '../../domain/ids.ts'
import { readOriginal, type OriginalDeps } from '../../ingest/read-original.ts'
import type { DocumentReader } from '../../ports/documents/document-reader.ts'
import type { ByteRange } from '../../ports/object-store.ts'
import { readText } from '../../query/read-text.ts'
import { replyUnwanted } from '../client-gone.ts'
import { attachment } from '../download/attachment-name.ts'
import { byteRange } from '../download/byte-range.ts'
import { isKnown } from '../download/is-known.ts'
import { requireMatch } from '../download/require-match.ts'
import type { Identity } from '../identity/identity.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

export interface OriginalRouteDeps extends OriginalDeps {
  readonly identity: Identity
  readonly documents: OriginalDeps['documents'] & DocumentReader
}

/** No page has more; a text without pages is read by its own route, piece by piece. */
const longestPage = 500_000
/** A browser asks again each time, and is told that nothing has changed. */
const caching = 'private, no-cache'

/** The file a document came from, and the text of one of its pages, for whoever shows a citation in its place. */
export function originalRoutes(app: Server, deps: OriginalRouteDeps): void {
  const { identity } = deps

  serveRoute(app, originalRoute, async ({ params, request, reply }) => {
    const companyId = identity.company(request, 'ingest')
    const documentId = parseDocumentId(params.document_id)
    const { document, size, storedSize, open } = await readOriginal(deps, { companyId, documentId })
    const { contentHash } = document
    requireMatch(contentHash, request.headers['if-match'])
    if (contentHash !== null && isKnown(contentHash, request.headers['if-none-match'])) {
      return reply.code(304).header('etag', `"${contentHash}"`).header('cache-control', caching).send()
    }
    const signal = replyUnwanted(reply)
    if (request.method === 'HEAD') {
      // who asks for the headers alone gets those of the whole (RFC 9110, 14.2), and nothing is read for them
      describe(reply, document, await storedSize(signal), null)
      return reply.send(Readable.from([]))
    }
    const sizeBytes = await size(signal)
    const range = rangeOf(request, sizeBytes, contentHash)
    const body = await open(signal, range ?? undefined)
    describe(reply, document, sizeBytes, range)
    return reply.send(body)
  })

  serveRoute(app, pageRoute, async ({ params, request }) => {
    const companyId = identity.company(request, 'ingest')
    const documentId = parseDocumentId(params.document_id)
    const scope = { companyId, documentId, page: params.number, start: null, length: longestPage }
    const { fileName, pages, start, end, text } = await readText(deps, scope).catch((error: unknown) => {
      // it is part of the address, so it does not exist
      if (!(error instanceof AppError) || error.code !== 'invalid_request') throw error
      const { message, spanish } = error
      throw new AppError('not_found', message, { cause: error, ...(spanish === null ? {} : { spanish }) })
    })
    return { document_id: documentId, file_name: fileName, number: params.number, pages, start, end, text }
  })
}

/** @throws AppError `range_not_satisfiable`. */
function rangeOf({ headers }: FastifyRequest, sizeBytes: number, contentHash: string | null): ByteRange | null {
  const expected = headers['if-range']
  if (expected !== undefined && expected !== `"${contentHash}"`) return null
  const range = byteRange(headers.range, sizeBytes)
  if (range !== 'none') return range
  const details = { content_range: `bytes */${sizeBytes}` }
  const spanish = `El original tiene ${sizeBytes} bytes.`
  throw new AppError('range_not_satisfiable', `The original has ${sizeBytes} bytes.`, { spanish, details })
}

/** Nothing a browser would show as a page of ours, whatever is in the file. */
function describe(reply: FastifyReply, document: Document, sizeBytes: number, range: ByteRange | null): void {
  const { fileName, fileType, contentHash } = document
  reply
    .type(/^text\/html|xml|svg|message\/|multipart\//.test(fileType) ? 'application/octet-stream' : fileType)
    .header('content-disposition', attachment(fileName))
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cache-control', caching)
  if (contentHash !== null) reply.header('etag', `"${contentHash}"`)
  reply.header('accept-ranges', 'bytes')
  if (range === null) {
    reply.header('content-length', sizeBytes)
    return
  }
  const { first, last } = range
  reply.code(206)
  reply.header('content-range', `bytes ${first}-${last}/${sizeBytes}`).header('content-length', last - first + 1)
}
