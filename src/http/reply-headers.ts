import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/**
 * What every reply says of itself: nobody keeps it, because the address does not say whose it is (the company stands in a header),
 * and nobody takes it for another type than it names. A route that may be kept says so itself.
 */
export const guardedHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const

/** For replies that are sent before any hook runs, and by the hooks for all others. */
export function nameReply({ id }: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', id).headers(guardedHeaders)
}

/** To be called before any hook that may refuse a request. */
export function nameReplies(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    nameReply(request, reply)
  })
}
