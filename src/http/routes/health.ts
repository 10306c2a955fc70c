import {
  checkQuery,
  checkReply,
  healthReply,
  readyReply,
  type CheckReply,
  type ReadyReply,
} from '../../contract/health.ts'
import type { Server } from '../server.ts'

export interface Readiness {
  readonly fatal: readonly string[]
  readonly degraded: readonly string[]
}

export interface HealthRouteDeps {
  readonly version: string
  /** What is missing: `fatal` without which nothing can be answered, `degraded` without which some requests fail. */
  readonly readiness: () => Promise<Readiness>
  /** Everything this process counts, in Prometheus' text format. */
  readonly metrics: () => Promise<string>
  /** Asks every part right now; with `write`, also writes, reads and deletes a row in a scratch collection. */
  readonly check: (write: boolean) => Promise<CheckReply>
}

export function healthRoutes(app: Server, deps: HealthRouteDeps): void {
  // the gateway and the original's Services look here
  app.get('/', async (_request, reply) => reply.type('text/plain; charset=utf-8').send('OK'))

  app.get('/health', { schema: { response: { 200: healthReply } } }, async () => ({
    status: 'ok' as const,
    version: deps.version,
  }))

  app.get('/ready', { schema: { response: { 200: readyReply, 503: readyReply } } }, async (_request, reply) => {
    const { fatal, degraded } = await deps.readiness()
    reply.code(fatal.length === 0 ? 200 : 503)
    const status: ReadyReply['status'] = fatal.length > 0 ? 'not_ready' : degraded.length > 0 ? 'degraded' : 'ready'
    return { status, reasons: [...fatal, ...degraded] }
  })

  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(await deps.metrics()))

  app.get('/api/v1/check', { schema: { querystring: checkQuery, response: { 200: checkReply } } }, async (request) =>
    deps.check(request.query.write),
  )
}
