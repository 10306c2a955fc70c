import type { ReadyReply } from '../../contract/health.ts'
import { healthRoute, metricsRoute, readyRoute, rootRoute, startedRoute } from '../../contract/routes/probe-routes.ts'
import type { OperatorGate } from '../identity/operator.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

/** Something that is missing. */
export interface Reason {
  /** What anyone may know. */
  readonly part: 'database' | 'vector store' | 'collection'
  /** What operators may know: addresses, names, what to do. */
  readonly detail: string
}

export interface HealthRouteDeps {
  readonly operators: OperatorGate
  readonly version: string
  /** Whether this process has started; from then on it answers, whatever its neighbours do. */
  readonly started: () => boolean
  /** Whether it is about to stop, so that whoever sends requests should find another. */
  readonly stopping: () => boolean
  /** What is missing of its neighbours, so that some requests fail. */
  readonly missing: () => Promise<readonly Reason[]>
  /** Everything this process counts, in Prometheus' text format. */
  readonly metrics: () => Promise<string>
}

/**
 * Up or down for everyone, because probes and gateways ask without saying who they are; the rest for operators. Three
 * questions, three addresses (decision 0036): has it started, should it get requests, does it still run. None of them asks
 * for a neighbour's well-being: taking every process out of service would not bring PostgreSQL back.
 */
export function healthRoutes(app: Server, deps: HealthRouteDeps): void {
  const { operators } = deps
  // the gateway and the original's Services look here
  serveRoute(app, rootRoute, async ({ reply }) => reply.type('text/plain; charset=utf-8').send('OK'))

  serveRoute(app, healthRoute, async ({ request }) => ({
    status: 'ok' as const,
    ...(operators.isOperator(request) ? { version: deps.version } : {}),
  }))

  serveRoute(app, startedRoute, async ({ reply }) => {
    const started = deps.started()
    if (!started) reply.code(503)
    return { started }
  })

  serveRoute(app, readyRoute, async ({ request, reply }) => {
    const [started, stopping] = [deps.started(), deps.stopping()]
    if (!started || stopping) {
      reply.code(503)
      return { status: 'not_ready' as const, reasons: [stopping ? 'stopping' : 'starting'] }
    }
    const missing = await deps.missing()
    const tell = operators.isOperator(request) ? (reason: Reason) => reason.detail : (reason: Reason) => reason.part
    const status: ReadyReply['status'] = missing.length > 0 ? 'degraded' : 'ready'
    return { status, reasons: [...new Set(missing.map(tell))] }
  })

  serveRoute(app, metricsRoute, async ({ request, reply }) => {
    operators.require(request)
    return reply.type('text/plain; version=0.0.4').send(await deps.metrics())
  })
}
