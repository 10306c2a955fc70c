import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify'
import { toAppError } from '../domain/errors.ts'
import type { RunningStep, Tracer } from '../ports/tracer.ts'
import { statusOf } from './errors/error-status.ts'
import type { Server } from './server.ts'

/** Requested every few seconds by machines; their traces would bury the others. */
const untraced = new Set(['/', '/health', '/started', '/ready', '/metrics'])

/**
 * Each request that reaches its handler is a step, of the trace it arrives with (`traceparent`) or of a new one. Register before
 * any route. Of the address only the pattern is recorded.
 */
export function traceRequests(app: Server, tracer: Tracer): void {
  if (!tracer.on) return
  app.addHook('onRoute', (route) => {
    if (untraced.has(route.url)) return
    const { handler, url } = route
    route.handler = async function traced(request, reply) {
      const { method, headers } = request
      const { traceparent } = headers
      const step = {
        name: `${method} ${url}`,
        kind: 'request',
        fields: { 'http.request.method': method, 'http.route': url },
        from: typeof traceparent === 'string' ? traceparent : null,
      } as const
      const outcome = await tracer.step(step, (running) => handled(running, handler.bind(this), request, reply))
      if ('error' in outcome) throw outcome.error
      return outcome.answer
    }
  })
}

/** What a client did wrong is no failure of the request's work. */
async function handled(
  running: RunningStep,
  handler: RouteHandlerMethod,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ readonly answer: unknown } | { readonly error: unknown }> {
  try {
    const answer = await Reflect.apply(handler, undefined, [request, reply])
    running.add({ 'http.response.status_code': reply.statusCode })
    return { answer }
  } catch (error) {
    const { code } = toAppError(error)
    running.add({ 'http.response.status_code': statusOf[code] })
    if (statusOf[code] >= 500) running.failed(code)
    return { error }
  }
}
