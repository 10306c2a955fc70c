import { searchRoute, textRoute } from '../../contract/routes/question-routes.ts'
import { parseDocumentId } from '../../domain/ids.ts'
import type { DocumentReader } from '../../ports/documents/document-reader.ts'
import { readText } from '../../query/read-text.ts'
import type { Search } from '../../query/search.ts'
import { replyUnwanted } from '../client-gone.ts'
import type { Identity } from '../identity/identity.ts'
import { toDocumentFilter } from '../document-filter.ts'
import { toSearchReply, toTextReply } from '../search-reply.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

export interface SearchRouteDeps {
  readonly identity: Identity
  readonly search: Search
  readonly documents: DocumentReader
}

/** Passages without an answer, and the text around them. */
export function searchRoutes(app: Server, deps: SearchRouteDeps): void {
  serveRoute(app, searchRoute, async ({ body, request, reply }) => {
    const companyId = deps.identity.company(request, 'query')
    const { query: question, limit } = body
    const filter = toDocumentFilter(body.filters)
    return toSearchReply(await deps.search({ companyId, question, filter, limit, signal: replyUnwanted(reply) }))
  })

  serveRoute(app, textRoute, async ({ params, query, request }) => {
    const companyId = deps.identity.company(request, 'query')
    const documentId = parseDocumentId(params.document_id)
    const { page = null, start = null, length } = query
    return toTextReply(documentId, await readText(deps, { companyId, documentId, page, start, length }))
  })
}
