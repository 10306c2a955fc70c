import type { FastifyReply } from 'fastify'
import { AppError } from '../domain/errors.ts'

/** Fires when the client goes away before its reply is written. */
export function clientGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new AppError('cancelled', 'The client went away.'))
  })
  return gone.signal
}

/**
 * Fires when nobody waits for the reply any longer, so that nobody goes on working for it: the client went away, or the server
 * stops and has waited its time (`stop.ts`). Then what was asked ends with 503, and is asked again elsewhere.
 */
export function replyUnwanted(reply: FastifyReply): AbortSignal {
  const unwanted = new AbortController()
  const { answersOverdue } = reply.server
  const overdue = () => unwanted.abort(answersOverdue.reason)
  if (answersOverdue.aborted) overdue()
  answersOverdue.addEventListener('abort', overdue)
  // listened to and let go by hand: the signal lives as long as the server, and there are many requests
  reply.raw.once('close', () => answersOverdue.removeEventListener('abort', overdue))
  const gone = clientGone(reply)
  gone.addEventListener('abort', () => unwanted.abort(gone.reason))
  return unwanted.signal
}
