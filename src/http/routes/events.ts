import type { FastifyRequest } from 'fastify'
import { documentEventsRoute } from '../../contract/routes/document-routes.ts'
import type { DocumentStreamEvent } from '../../contract/document-events.ts'
import { toAppError } from '../../domain/errors.ts'
import type { Follow, Followed } from '../../ingest/events/follow-events.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DocumentEvent } from '../../ports/document-events.ts'
import type { Log } from '../../ports/log.ts'
import { replyLanguage, type ReplyLanguage } from '../errors/reply-language.ts'
import { openEventStream, sendEventStream, type EventStream, type ServerEvent } from '../event-stream.ts'
import type { Identity } from '../identity/identity.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

type Data = { readonly [E in DocumentStreamEvent as E['name']]: E['data'] }

export interface EventRouteDeps {
  readonly identity: Identity
  readonly follow: Follow
  readonly clock: Clock
  readonly log: Log
  /** Fires when the server is about to stop: streams end, so that their clients come back elsewhere. */
  readonly draining: AbortSignal
}

/** What becomes of documents, while it happens. A stream ends with its client, after its time, or when the server stops. */
export function eventRoutes(app: Server, { identity, follow, clock, log, draining }: EventRouteDeps): void {
  serveRoute(app, documentEventsRoute, async ({ query, request, reply }) => {
    const companyId = identity.company(request, 'ingest')
    const ended = new AbortController()
    const signal = AbortSignal.any([ended.signal, draining])
    reply.raw.once('close', () => ended.abort())
    const after = lastSeen(request, query.last_event_id)
    const followed = await follow({ companyId, after, stay: query.seconds > 0, signal }).catch((error: unknown) => {
      ended.abort() // its place is free again
      throw error
    })
    const stream = openEventStream(clock, signal)
    const time = clock.sleep(query.seconds * 1000, signal).catch(() => undefined) // it ended before
    if (query.seconds > 0) void time.then(() => ended.abort())
    void tell(stream, followed, replyLanguage(request))
      .catch((error: unknown) => {
        // the client comes back and goes on where it was
        if (!signal.aborted)
          log.info({ requestId: request.id, code: toAppError(error).code }, 'a stream of events ended')
      })
      .finally(() => ended.abort())
    return sendEventStream(reply, stream)
  })
}

/** Null: none was sent. One that is none of ours is one that is not kept. */
function lastSeen({ headers }: FastifyRequest, inQuery: string | undefined): number | null {
  // a gateway may send the same header twice, which Node joins by commas
  const lines = [headers['last-event-id'] ?? inQuery ?? ''].flat()
  const given = new Set(lines.flatMap((line) => line.split(',')).map((id) => id.trim()))
  const [id = ''] = given
  if (given.size === 1 && id === '') return null
  return given.size === 1 && /^\d{1,15}$/.test(id) ? Number(id) : Number.MAX_SAFE_INTEGER
}

async function tell(stream: EventStream, followed: Followed, language: ReplyLanguage): Promise<void> {
  const { seq, missed, pages } = followed
  stream.send({
    id: String(seq),
    ...(missed ? { name: 'reset', data: { detail: notKept[language] } } : { name: 'ready', data: {} }),
  })
  for await (const page of pages) {
    for (const event of page) stream.send(toServerEvent(event))
    await stream.room()
  }
}

function toServerEvent({ seq, documentId, at, state }: DocumentEvent): ServerEvent {
  const about = { document_id: documentId, at: at.toISOString() }
  const id = String(seq)
  if (state === null) return { id, name: 'deleted', data: about satisfies Data['deleted'] }
  const data: Data['document'] = {
    ...about,
    status: state.status,
    progress: state.progress,
    attempts: state.attempts,
    chunk_count: state.status === 'processed' ? state.chunkCount : 0,
    error_code: state.errorCode,
    reprocessing: state.isReprocessed,
  }
  return { id, name: 'document', data }
}

const notKept: Readonly<Record<ReplyLanguage, string>> = {
  en: 'What came after that event is not kept any more. Read the list of documents, then go on from here.',
  es: 'Lo que vino después de ese evento ya no se guarda. Lea la lista de documentos y siga desde aquí.',
}
