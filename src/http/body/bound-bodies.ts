// `body/` limits request bodies: how long (`guarded-body.ts`), how slow or silent (`body-pace.ts`, `body-watch.ts`).
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../ports/clock.ts'
import { createBodyWatch, type BodyWatch } from './body-watch.ts'
import { guardBody, type BodyLimits } from './guarded-body.ts'
import { invitations } from './invitations.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The body is an upload: it may be large and take its time. */
    readonly upload?: boolean
  }
}

export interface BoundBodiesOptions {
  readonly upload: BodyLimits
  /** Of every other request, also of addresses that do not exist. */
  readonly other: BodyLimits
  readonly clock: Clock
}

/** Time a client in the middle of sending gets to see that it was refused; what it sends meanwhile is thrown away. */
export const politeMs = 10_000

/** Puts every body of every request under its limits; from here on nobody reads `request.raw` itself. */
export function boundBodies(app: FastifyInstance, { upload, other, clock }: BoundBodiesOptions): BodyWatch {
  const watch = createBodyWatch(clock)
  const invited = invitations(app.server)
  app.server.on('request', (raw, reply) => endAfterReply(raw, reply, clock))
  app.addHook('preParsing', async (request, reply, payload) => {
    if (!announcesBody(request.raw)) return payload
    const limits = request.routeOptions.config.upload === true ? upload : other
    const body = guardBody(request.raw, limits, invited.of(request.raw, reply.raw))
    watch.add(body)
    reply.raw.once('close', () => watch.remove(body))
    return body.stream
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.raw.complete) return
    // a client that fell silent, or was not asked to send, will not send the rest; any other one would see its connection break before
    // it reads the refusal if it were closed at once
    if (reply.statusCode === 408 || invited.waits(request.raw)) reply.header('connection', 'close')
    else reply.removeHeader('connection')
  })
  return watch
}

function announcesBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/**
 * The rest of a refused body is read and thrown away: a client that has sent it all uses the connection again, and its next
 * request waits behind what nobody reads. Enough for a polite client, too much for an endless one.
 */
function endAfterReply(raw: IncomingMessage, reply: ServerResponse, clock: Clock): void {
  reply.once('finish', () => {
    if (raw.complete) return
    raw.unpipe()
    raw.resume()
    const done = new AbortController()
    raw.once('close', () => done.abort('over'))
    clock.sleep(politeMs, done.signal).then(
      () => raw.complete || raw.destroy(),
      () => undefined, // it came to its end
    )
  })
}
