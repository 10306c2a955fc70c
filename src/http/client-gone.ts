import type { FastifyReply } from 'fastify'
import { AppError } from '../domain/errors.ts'

/** Fires when the client goes away before its reply is written, so that nobody goes on working for it. */
export function clientGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new AppError('cancelled', 'The client went away.'))
  })
  return gone.signal
}
