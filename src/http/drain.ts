import type { FastifyInstance } from 'fastify'
import type { Clock } from '../ports/clock.ts'

/** The time between "no new requests, please" and the stop. */
export interface Drain {
  /** Fires when it begins, or with the stop itself: what lasts longer than a request, such as a stream of events, ends then. */
  readonly begun: AbortSignal
  /**
   * Answers whatever comes for so long, as ever, but every reply asks its client to close the connection: a gateway that keeps
   * connections would otherwise send a request over one of them at the moment it is cut. Nothing happens in no time at all.
   */
  run(ms: number): Promise<void>
}

/** Call it before the routes are added. */
export function createDrain(app: FastifyInstance, clock: Clock): Drain {
  const begun = new AbortController()
  app.addHook('onSend', async (_request, reply) => {
    if (begun.signal.aborted) reply.header('connection', 'close')
  })
  app.addHook('preClose', async () => begun.abort())
  return {
    begun: begun.signal,
    run: async (ms) => {
      if (ms === 0) return
      begun.abort()
      await clock.sleep(ms)
    },
  }
}
