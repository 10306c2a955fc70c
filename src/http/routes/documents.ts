import { z } from 'zod'
import { acceptedReply, documentItem, documentListQuery, documentListReply } from '../../contract/documents.ts'
import { parseDocumentId } from '../../domain/ids.ts'
import { createDocumentStatuses, type DocumentStatuses, type StatusDeps } from '../../ingest/document-status.ts'
import { removeDocument, type RemoveDeps } from '../../ingest/remove.ts'
import { retryDocument, type RetryDeps } from '../../ingest/retry.ts'
import { accepted } from '../accepted.ts'
import { clientGone } from '../client-gone.ts'
import { toDocumentItem } from '../document-item.ts'
import { replyLanguage } from '../errors/reply-language.ts'
import type { Server } from '../server.ts'
import { uploadRoutes, type UploadRouteDeps } from './upload.ts'

export type DocumentRouteDeps = UploadRouteDeps & RemoveDeps & RetryDeps & StatusDeps

const documentParams = z.object({ document_id: z.guid() })

/** The ingest API under its base path and under the original's hidden alias with a second `/ingest`. */
export function documentRoutes(app: Server, deps: DocumentRouteDeps): void {
  const statuses = createDocumentStatuses(deps)
  const bases = ['/api/v1/ingest', '/api/v1/ingest/ingest']
  uploadRoutes(app, deps, bases)
  for (const base of bases) registerUnder(app, deps, statuses, base)
}

function registerUnder(app: Server, deps: DocumentRouteDeps, statuses: DocumentStatuses, base: string): void {
  const { identity } = deps

  app.get(
    `${base}/status`,
    { schema: { querystring: documentListQuery, response: { 200: documentListReply } } },
    async (request, reply) => {
      const companyId = identity.company(request, 'ingest')
      const found = await statuses.list(companyId, request.query, clientGone(reply))
      return found.map((status) => toDocumentItem(status, replyLanguage(request)))
    },
  )

  app.get(
    `${base}/status/:document_id`,
    { schema: { params: documentParams, response: { 200: documentItem } } },
    async (request, reply) => {
      const companyId = identity.company(request, 'ingest')
      const documentId = parseDocumentId(request.params.document_id)
      const status = await statuses.one({ companyId, documentId }, clientGone(reply))
      return toDocumentItem(status, replyLanguage(request))
    },
  )

  app.post(
    `${base}/retry/:document_id`,
    { schema: { params: documentParams, response: { 202: acceptedReply } } },
    async (request, reply) => {
      const companyId = identity.company(request, 'ingest')
      identity.requireUser(request)
      const documentId = parseDocumentId(request.params.document_id)
      const retried = await retryDocument(deps, { companyId, documentId })
      reply.code(202)
      const message =
        replyLanguage(request) === 'es'
          ? `El procesamiento de «${retried.fileName}» empieza de nuevo.`
          : `Processing of "${retried.fileName}" starts again.`
      return accepted(retried.id, 'processing', message)
    },
  )

  app.delete(`${base}/:document_id`, { schema: { params: documentParams } }, async (request, reply) => {
    const companyId = identity.company(request, 'ingest')
    await removeDocument(deps, { companyId, documentId: parseDocumentId(request.params.document_id) })
    return reply.code(204).send()
  })
}
