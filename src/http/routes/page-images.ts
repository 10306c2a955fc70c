import { pageImageRoute } from '../../contract/routes/original-routes.ts'
import { parseDocumentId } from '../../domain/ids.ts'
import type { DrawPage } from '../../ingest/page-image.ts'
import { replyUnwanted } from '../client-gone.ts'
import { isKnown } from '../download/is-known.ts'
import { requireMatch } from '../download/require-match.ts'
import type { Identity } from '../identity/identity.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

export interface PageImageRouteDeps {
  readonly identity: Identity
  readonly drawPage: DrawPage
}

/** Pages of PDF documents as they are printed. What a browser has already is not drawn again. */
export function pageImageRoutes(app: Server, { identity, drawPage }: PageImageRouteDeps): void {
  serveRoute(app, pageImageRoute, async ({ params, query, request, reply }) => {
    const companyId = identity.company(request, 'ingest')
    const documentId = parseDocumentId(params.document_id)
    const { number: page } = params
    const { tag, draw } = await drawPage({ companyId, documentId, page, ...query, signal: replyUnwanted(reply) })
    requireMatch(tag, request.headers['if-match'])
    const isThere = tag !== null && isKnown(tag, request.headers['if-none-match'])
    const image = isThere ? null : await draw()
    // for a while without asking: a document that is deleted meanwhile was seen by this browser before
    reply.header('cache-control', 'private, max-age=3600').header('x-content-type-options', 'nosniff')
    if (tag !== null) reply.header('etag', `"${tag}"`)
    if (image === null) return reply.code(304).send()
    return reply.type('image/png').send(Buffer.from(image.buffer, image.byteOffset, image.byteLength))
  })
}
