import { z } from 'zod'
import { searchReply, searchRequest } from '../../contract/search.ts'
import { textQuery, textReply } from '../../contract/text.ts'
import { parseDocumentId } from '../../domain/ids.ts'
import type { DocumentReader } from '../../ports/documents/document-reader.ts'
import { readText } from '../../query/read-text.ts'
import type { Search } from '../../query/search.ts'
import { clientGone } from '../client-gone.ts'
import type { Identity } from '../identity/identity.ts'
import { toSearchReply, toTextReply } from '../search-reply.ts'
import type { Server } from '../server.ts'

export interface SearchRouteDeps {
  readonly identity: Identity
  readonly search: Search
  readonly documents: DocumentReader
}

const documentParams = z.object({ document_id: z.guid() })

/** Passages without an answer, and the text around them. */
export function searchRoutes(app: Server, deps: SearchRouteDeps): void {
  app.post(
    '/api/v1/search',
    { schema: { body: searchRequest, response: { 200: searchReply } } },
    async (request, reply) => {
      const companyId = deps.identity.company(request, 'query')
      const { query: question, limit } = request.body
      return toSearchReply(await deps.search({ companyId, question, limit, signal: clientGone(reply) }))
    },
  )

  app.get(
    '/api/v1/documents/:document_id/text',
    { schema: { params: documentParams, querystring: textQuery, response: { 200: textReply } } },
    async (request) => {
      const companyId = deps.identity.company(request, 'query')
      const documentId = parseDocumentId(request.params.document_id)
      const { page = null, start = null, length } = request.query
      return toTextReply(documentId, await readText(deps, { companyId, documentId, page, start, length }))
    },
  )
}
