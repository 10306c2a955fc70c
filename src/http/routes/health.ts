import { checkReply, healthReply, readyReply, type CheckReply } from '../../contract/health.ts'
import type { Server } from '../server.ts'

export interface HealthRouteDeps {
  readonly version: string
  /** What is missing for serving requests; empty when nothing is. Local truth, never a neighbour's mood. */
  readonly missing: () => Promise<readonly string[]>
  /** Asks every part right now. */
  readonly check: () => Promise<CheckReply>
}

export function healthRoutes(app: Server, deps: HealthRouteDeps): void {
  // the gateway and the original's Services look here
  app.get('/', async (_request, reply) => reply.type('text/plain; charset=utf-8').send('OK'))

  app.get('/health', { schema: { response: { 200: healthReply } } }, async () => ({
    status: 'ok' as const,
    version: deps.version,
  }))

  app.get('/ready', { schema: { response: { 200: readyReply, 503: readyReply } } }, async (_request, reply) => {
    const reasons = [...(await deps.missing())]
    reply.code(reasons.length === 0 ? 200 : 503)
    return { status: reasons.length === 0 ? ('ready' as const) : ('not_ready' as const), reasons }
  })

  app.get('/api/v1/check', { schema: { response: { 200: checkReply } } }, async () => deps.check())
}
