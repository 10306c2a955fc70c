import type { FastifyInstance } from 'fastify'
import { AppError } from '../domain/errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { BodyWatch } from './body/body-watch.ts'
import type { ReplyWatch } from './reply-watch.ts'

/** For the last replies to reach their clients before the connections are cut. */
const lingerMs = 250

interface StopDeps {
  readonly bodies: BodyWatch
  readonly replies: ReplyWatch
  readonly clock: Clock
}

/**
 * A stop never waits for clients: incomplete request bodies are ended with 503 at once, requests being answered get their time
 * unless their client takes nothing, and after the last reply every connection is cut, including those of clients that never finished a request.
 */
export function stopInOrder(app: FastifyInstance, { bodies, replies, clock }: StopDeps): void {
  let answering = 0
  let stopping = false
  const cut = async (): Promise<void> => {
    await clock.sleep(lingerMs)
    app.server.closeAllConnections()
  }
  app.server.on('request', (_request, response) => {
    answering += 1
    response.once('close', () => {
      answering -= 1
      if (stopping && answering === 0) void cut() // nothing in it fails
    })
  })
  app.addHook('onRequest', async () => {
    if (stopping) throw serverStops()
  })
  app.addHook('preClose', async () => {
    stopping = true
    bodies.failAll(serverStops())
    replies.hurry()
    if (answering === 0) void cut()
  })
}

function serverStops(): AppError {
  return new AppError('cancelled', 'The server is stopping. Try again in a moment.', { retryable: true })
}
