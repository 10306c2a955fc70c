import type { FastifyInstance } from 'fastify'
import type { Clock } from '../ports/clock.ts'

/** The time between "no new requests, please" and the stop. */
export interface Drain {
  /**
   * Fires when draining begins, or with the stop itself: what lasts longer than a request, such as an event stream, ends then.
   */
  readonly begun: AbortSignal
  /**
   * Keeps answering for this long, but each reply asks its client to close the connection: otherwise a gateway that keeps
   * connections would send a request over one at the moment it is cut. With 0 it returns at once.
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
