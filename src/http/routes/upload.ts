import type { FastifyRequest } from 'fastify'
import { acceptedReply, type AcceptedReply } from '../../contract/documents.ts'
import { acceptDocument, type AcceptDeps } from '../../ingest/accept.ts'
import type { Clock } from '../../ports/clock.ts'
import { accepted } from '../accepted.ts'
import type { Identity } from '../identity/identity.ts'
import { replyLanguage } from '../errors/reply-language.ts'
import type { Server } from '../server.ts'
import { bodyBroken, receiveUpload, uploadBody } from '../upload/receive-upload.ts'
import { createUploadPlaces, type EnterUpload, type PlaceLimits } from '../upload/upload-places.ts'

export interface UploadRouteDeps extends AcceptDeps {
  readonly identity: Identity
  readonly clock: Clock
  readonly uploads: PlaceLimits
}

/** `POST …/upload` under every base path; all of them share the places. */
export function uploadRoutes(app: Server, deps: UploadRouteDeps, bases: readonly string[]): void {
  const enter = createUploadPlaces(deps.uploads, deps.clock)
  const options = { schema: { response: { 202: acceptedReply } }, config: { upload: true } }
  for (const base of bases) {
    app.post(`${base}/upload`, options, async (request, reply) => {
      const received = await upload(deps, enter, request)
      reply.code(202)
      return received
    })
  }
}

async function upload(deps: UploadRouteDeps, enter: EnterUpload, request: FastifyRequest): Promise<AcceptedReply> {
  const companyId = deps.identity.company(request, 'ingest')
  deps.identity.requireUser(request)
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
