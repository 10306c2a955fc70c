import type { FastifyInstance } from 'fastify'
import { AppError } from '../domain/errors.ts'
import type { Clock } from '../ports/clock.ts'
import type { BodyWatch } from './body/body-watch.ts'
import type { ReplyWatch } from './reply-watch.ts'

/** For the last replies to reach their clients before the connections are cut. */
const lingerMs = 250
/** For what is still being answered when its time is over to say so. */
const lastWordsMs = 1_000

declare module 'fastify' {
  interface FastifyInstance {
    /** Fires when a stop has waited its time for what is being answered. */
    readonly answersOverdue: AbortSignal
  }
}

interface StopDeps {
  readonly bodies: BodyWatch
  readonly replies: ReplyWatch
  readonly clock: Clock
  /** Time of the requests that are being answered when the stop begins. */
  readonly answersMs: number
}

/**
 * A stop never waits for clients: incomplete request bodies are ended with 503 at once, requests being answered get their time
 * unless their client takes nothing, and after the last reply every connection is cut, including those of clients that never finished a request.
 * What is not answered in its time ends with 503, or as an event `error`, instead of a connection that breaks when the process is killed.
 */
export function stopInOrder(app: FastifyInstance, { bodies, replies, clock, answersMs }: StopDeps): void {
  let answering = 0
  let stopping = false
  const cut = async (): Promise<void> => {
    await clock.sleep(lingerMs)
    app.server.closeAllConnections()
  }
  const overdue = new AbortController()
  const closed = new AbortController()
  app.decorate('answersOverdue', overdue.signal)
  const endAnswers = async (): Promise<void> => {
    await clock.sleep(answersMs, closed.signal)
    overdue.abort(serverStops())
    await clock.sleep(lastWordsMs, closed.signal)
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
    else void endAnswers().catch(() => undefined) // everything was answered before
  })
  app.addHook('onClose', async () => closed.abort())
}

function serverStops(): AppError {
  return new AppError('cancelled', 'The server is stopping. Try again in a moment.', { retryable: true })
}
