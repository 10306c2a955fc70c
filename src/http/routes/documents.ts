import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  acceptedReply,
  documentItem,
  documentListQuery,
  documentListReply,
  type AcceptedReply,
} from '../../contract/documents.ts'
import { parseDocumentId } from '../../domain/ids.ts'
import { acceptDocument, type AcceptDeps } from '../../ingest/accept.ts'
import { createDocumentStatuses, type DocumentStatuses, type StatusDeps } from '../../ingest/document-status.ts'
import { removeDocument, type RemoveDeps } from '../../ingest/remove.ts'
import { retryDocument, type RetryDeps } from '../../ingest/retry.ts'
import { clientGone } from '../client-gone.ts'
import { toDocumentItem } from '../document-item.ts'
import type { Identity } from '../identity.ts'
import { replyLanguage } from '../reply-language.ts'
import type { Server } from '../server.ts'
import { receiveUpload } from '../upload.ts'

export type DocumentRouteDeps = AcceptDeps & RemoveDeps & RetryDeps & StatusDeps & { readonly identity: Identity }

const documentParams = z.object({ document_id: z.guid() })

/** The ingest API under its base path and under the original's hidden alias with a second `/ingest`. */
export function documentRoutes(app: Server, deps: DocumentRouteDeps): void {
  const statuses = createDocumentStatuses(deps)
  for (const base of ['/api/v1/ingest', '/api/v1/ingest/ingest']) registerUnder(app, deps, statuses, base)
}

function registerUnder(app: Server, deps: DocumentRouteDeps, statuses: DocumentStatuses, base: string): void {
  const { identity } = deps

  app.post(`${base}/upload`, { schema: { response: { 202: acceptedReply } } }, async (request, reply) => {
    const accepted = await upload(deps, request, reply)
    reply.code(202)
    return accepted
  })

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

async function upload(deps: DocumentRouteDeps, request: FastifyRequest, reply: FastifyReply): Promise<AcceptedReply> {
  const companyId = deps.identity.company(request, 'ingest')
  deps.identity.requireUser(request)
  const received = await receiveUpload(request, reply, deps.maxBytes)
  const document = await acceptDocument(deps, {
    companyId,
    fileName: received.fileName,
    body: received.body,
    metadata: received.metadata,
    signal: received.signal,
  })
  const message =
    replyLanguage(request) === 'es'
      ? `«${document.fileName}» se ha recibido y se está procesando.`
      : `"${document.fileName}" was received and is being processed.`
  return accepted(document.id, 'uploaded', message)
}

/** A document has one job of a kind at most, under the document's id. */
function accepted(documentId: string, status: 'uploaded' | 'processing', message: string): AcceptedReply {
  return { document_id: documentId, task_id: documentId, status, message }
}
