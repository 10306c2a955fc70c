import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { pathsOf, type ObjectShape, type Read, type Route, type Shape, type Written } from '../contract/routes/route.ts'
import type { Server } from './server.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The description the request was matched with. */
    readonly route?: Route
  }
}

/** A validated request, and the framework's two objects for what the description does not cover. */
export interface Received<P extends ObjectShape, Q extends ObjectShape, B extends Shape> {
  readonly params: Read<P>
  readonly query: Read<Q>
  readonly body: Read<B>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** Returns the body of the success; the reply itself when something other than JSON was sent; undefined for 204. */
export type Handle<P extends ObjectShape, Q extends ObjectShape, B extends Shape, J extends Shape> = (
  received: Received<P, Q, B>,
) => Promise<Written<J> | FastifyReply | undefined>

export interface ServeOptions {
  /** Before anything else of the request is looked at. */
  readonly onRequest?: (request: FastifyRequest) => Promise<void>
}

/** Registers a route under its path and its aliases, validated by its description. A form is left to its handler. */
export function serveRoute<P extends ObjectShape, Q extends ObjectShape, B extends Shape, J extends Shape>(
  app: Server,
  route: Route<P, Q, B, J>,
  handle: Handle<P, Q, B, J>,
  { onRequest }: ServeOptions = {},
): void {
  const described: Route = route
  const { method, success, form = false } = described
  for (const path of pathsOf(route)) {
    app.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      schema: schemaOf(described),
      config: { upload: form, route: described },
      ...(onRequest === undefined ? {} : { onRequest }),
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const { params, query } = request
        const body: unknown = described.bodyOptional === true ? described.body?.parse(request.body ?? {}) : request.body
        // the schema has given these parts their types
        const received = { params, query, body, request, reply } as unknown as Received<P, Q, B>
        reply.code(success.status)
        const answer = await handle(received)
        if (answer !== undefined) return answer
        // a reply that was sent in pieces is waited for and comes to nothing as well; sent again it would fail
        return reply.raw.headersSent || reply.raw.destroyed ? reply : reply.send()
      },
    })
  }
}

function schemaOf({ params, query, body, bodyOptional, form, success }: Route): Record<string, unknown> {
  const checkedBody: z.ZodType | null = form === true ? null : body
  return {
    ...(params === null ? {} : { params }),
    ...(query === null ? {} : { querystring: query }),
    ...(checkedBody === null ? {} : { body: bodyOptional === true ? checkedBody.nullish() : checkedBody }),
    ...(success.json === null ? {} : { response: { [success.status]: success.json } }),
  }
}
