import type { FastifyRequest } from 'fastify'
import type { AcceptedReply } from '../../contract/documents.ts'
import { uploadRoute } from '../../contract/routes/document-routes.ts'
import { acceptDocument, type AcceptDeps } from '../../ingest/accept.ts'
import type { Clock } from '../../ports/clock.ts'
import { accepted } from '../accepted.ts'
import type { Identity } from '../identity/identity.ts'
import { replyLanguage } from '../errors/reply-language.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'
import { bodyBroken, receiveUpload, uploadBody } from '../upload/receive-upload.ts'
import { createUploadPlaces, type EnterUpload, type PlaceLimits } from '../upload/upload-places.ts'

export interface UploadRouteDeps extends AcceptDeps {
  readonly identity: Identity
  readonly clock: Clock
  readonly uploads: PlaceLimits
}

/** All paths of it share the places. */
export function uploadRoutes(app: Server, deps: UploadRouteDeps): void {
  const enter = createUploadPlaces(deps.uploads, deps.clock)
  serveRoute(app, uploadRoute, ({ request }) => upload(deps, enter, request))
}

async function upload(deps: UploadRouteDeps, enter: EnterUpload, request: FastifyRequest): Promise<AcceptedReply> {
  const companyId = deps.identity.company(request, 'ingest')
  deps.identity.requireUser(request)
  deps.identity.requireWrite(request)
  const body = uploadBody(request, deps.maxBytes)
  const signal = bodyBroken(body)
  const leave = await enter(companyId, signal)
  try {
    const received = await receiveUpload(body, request.headers['content-type'] ?? '')
    const document = await acceptDocument(deps, { companyId, ...received, signal })
    const message =
      replyLanguage(request) === 'es'
        ? `«${document.fileName}» se ha recibido y se está procesando.`
        : `"${document.fileName}" was received and is being processed.`
    return accepted(document.id, 'uploaded', message)
  } finally {
    leave()
  }
}
