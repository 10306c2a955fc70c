import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http'

/** Clients that announced a body with `Expect: 100-continue` and send it only when they are asked to. */
export interface Invitations {
  /** What asks the client of a request to send; null for one that does not wait for it. */
  of(raw: IncomingMessage, reply: ServerResponse): (() => void) | null
  /** Whether the client was not asked: Node ends its connection with the reply, as nobody knows whether a body will come. */
  waits(raw: IncomingMessage): boolean
}

/**
 * Node would ask at once, also for what is refused by its headers. Here a client is asked when somebody begins to read, so that a
 * refusal comes before a body does.
 */
export function invitations(server: HttpServer): Invitations {
  const waiting = new WeakSet<IncomingMessage>()
  server.on('checkContinue', (raw: IncomingMessage, reply: ServerResponse) => {
    waiting.add(raw)
    server.emit('request', raw, reply)
  })
  return {
    of: (raw, reply) =>
      waiting.has(raw)
        ? () => {
            if (waiting.delete(raw) && !reply.headersSent) reply.writeContinue()
          }
        : null,
    waits: (raw) => waiting.has(raw),
  }
}
