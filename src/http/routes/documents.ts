import {
  documentListRoute,
  documentStatusRoute,
  removeManyRoute,
  removeRoute,
  retryRoute,
  statsRoute,
} from '../../contract/routes/document-routes.ts'
import { AppError } from '../../domain/errors.ts'
import { parseDocumentId } from '../../domain/ids.ts'
import { createDocumentStatuses, type StatusDeps } from '../../ingest/document-status.ts'
import { removeDocument, type RemoveDeps } from '../../ingest/remove.ts'
import { removeDocuments } from '../../ingest/remove-many.ts'
import { retryDocument, type RetryDeps } from '../../ingest/retry.ts'
import type { DocumentStatistics } from '../../ports/documents/document-statistics.ts'
import { accepted } from '../accepted.ts'
import { replyUnwanted } from '../client-gone.ts'
import { toDocumentItem } from '../document-item.ts'
import { sentenceOf } from '../errors/error-handler.ts'
import { replyLanguage } from '../errors/reply-language.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'
import { toStatsReply } from '../stats-reply.ts'
import { uploadRoutes, type UploadRouteDeps } from './upload.ts'

export type DocumentRouteDeps = UploadRouteDeps &
  RemoveDeps &
  RetryDeps &
  StatusDeps & { readonly documents: DocumentStatistics }

/** The ingest API as the original has it. */
export function documentRoutes(app: Server, deps: DocumentRouteDeps): void {
  uploadRoutes(app, deps)
  readingRoutes(app, deps)
  changingRoutes(app, deps)
}

function readingRoutes(app: Server, deps: DocumentRouteDeps): void {
  const { identity } = deps
  const statuses = createDocumentStatuses(deps)

  serveRoute(app, documentListRoute, async ({ query, request, reply }) => {
    const companyId = identity.company(request, 'ingest')
    const found = await statuses.list(companyId, query, replyUnwanted(reply))
    return found.map((status) => toDocumentItem(status, replyLanguage(request)))
  })

  serveRoute(app, documentStatusRoute, async ({ params, request, reply }) => {
    const companyId = identity.company(request, 'ingest')
    const documentId = parseDocumentId(params.document_id)
    const status = await statuses.one({ companyId, documentId }, replyUnwanted(reply))
    return toDocumentItem(status, replyLanguage(request))
  })

  serveRoute(app, statsRoute, async ({ query, request }) => {
    const companyId = identity.company(request, 'ingest')
    const { from_date: fromDay = null, to_date: toDay = null, status = null } = query
    return toStatsReply(await deps.documents.statistics(companyId, { fromDay, toDay, status }))
  })
}

function changingRoutes(app: Server, deps: DocumentRouteDeps): void {
  const { identity } = deps

  serveRoute(app, retryRoute, async ({ params, request }) => {
    const companyId = identity.company(request, 'ingest')
    identity.requireUser(request)
    identity.requireWrite(request)
    const documentId = parseDocumentId(params.document_id)
    const retried = await retryDocument(deps, { companyId, documentId })
    const message =
      replyLanguage(request) === 'es'
        ? `El procesamiento de «${retried.fileName}» empieza de nuevo.`
        : `Processing of "${retried.fileName}" starts again.`
    return accepted(retried.id, 'processing', message)
  })

  serveRoute(app, removeManyRoute, async ({ body, request, reply }) => {
    const companyId = identity.company(request, 'ingest')
    identity.requireWrite(request)
    if (body.document_ids.length === 0) {
      const spanish = 'Indica al menos un documento en document_ids.'
      throw new AppError('invalid_request', 'Name at least one document in document_ids.', { spanish })
    }
    const { deleted, failed } = await removeDocuments(deps, companyId, body.document_ids, replyUnwanted(reply))
    const language = replyLanguage(request)
    return {
      deleted: [...deleted],
      failed: failed.map(({ id, error }) => ({ id, error: sentenceOf(error, language) })),
    }
  })

  serveRoute(app, removeRoute, async ({ params, request }) => {
    const companyId = identity.company(request, 'ingest')
    identity.requireWrite(request)
    await removeDocument(deps, { companyId, documentId: parseDocumentId(params.document_id) })
    return undefined
  })
}
