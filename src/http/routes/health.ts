import { healthReply, readyReply, type ReadyReply } from '../../contract/health.ts'
import type { OperatorGate } from '../identity/operator.ts'
import type { Server } from '../server.ts'

/** Something that is missing. */
export interface Reason {
  /** What anyone may know. */
  readonly part: 'database' | 'vector store' | 'collection'
  /** What operators may know: addresses, names, what to do. */
  readonly detail: string
}

export interface Readiness {
  readonly fatal: readonly Reason[]
  readonly degraded: readonly Reason[]
}

export interface HealthRouteDeps {
  readonly operators: OperatorGate
  readonly version: string
  /** What is missing: `fatal` without which nothing can be answered, `degraded` without which some requests fail. */
  readonly readiness: () => Promise<Readiness>
  /** Everything this process counts, in Prometheus' text format. */
  readonly metrics: () => Promise<string>
}

/** Up or down for everyone, because probes and gateways ask without saying who they are; the rest for operators. */
export function healthRoutes(app: Server, deps: HealthRouteDeps): void {
  const { operators } = deps
  // the gateway and the original's Services look here
  app.get('/', async (_request, reply) => reply.type('text/plain; charset=utf-8').send('OK'))

  app.get('/health', { schema: { response: { 200: healthReply } } }, async (request) => ({
    status: 'ok' as const,
    ...(operators.isOperator(request) ? { version: deps.version } : {}),
  }))

  app.get('/ready', { schema: { response: { 200: readyReply, 503: readyReply } } }, async (request, reply) => {
    const { fatal, degraded } = await deps.readiness()
    reply.code(fatal.length === 0 ? 200 : 503)
    const status: ReadyReply['status'] = fatal.length > 0 ? 'not_ready' : degraded.length > 0 ? 'degraded' : 'ready'
    const tell = operators.isOperator(request) ? (reason: Reason) => reason.detail : (reason: Reason) => reason.part
    return { status, reasons: [...new Set([...fatal, ...degraded].map(tell))] }
  })

  app.get('/metrics', async (request, reply) => {
    operators.require(request)
    return reply.type('text/plain; version=0.0.4').send(await deps.metrics())
  })
}
