import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'
import { AppError } from '../../domain/errors.ts'
import { createPace, type Fault, type PaceLimits } from './body-pace.ts'

export interface BodyLimits extends PaceLimits {
  /** For all of the body, whatever it holds and however it is sent. */
  readonly maxBytes: number
}

/** The body of a request on its way to whoever reads it. */
export interface GuardedBody {
  /** What to read instead of the request; fails with the AppError to answer with. */
  readonly stream: Transform
  /** Time went by. */
  pass(ms: number): void
  /** Ends a body that is not whole yet. */
  fail(error: AppError): void
}

/** So much of a body waits here: many may come at once, and a piece of a socket is already 64 KB. */
const waitingBytes = 16_384

/**
 * Counts what comes, as it comes: nothing of a body can be longer, slower or more silent than its limits.
 * @param invite asks a client that waits for it to send; called once, when somebody begins to read.
 */
export function guardBody(raw: IncomingMessage, limits: BodyLimits, invite: (() => void) | null = null): GuardedBody {
  const pace = createPace(limits)
  let received = 0
  let isInvited = invite === null
  const stream = new Transform({
    highWaterMark: waitingBytes,
    read(size) {
      if (!isInvited) invite?.()
      isInvited = true
      Transform.prototype._read.call(this, size)
    },
    transform(piece: Buffer, _encoding, done) {
      received += piece.byteLength
      if (received <= limits.maxBytes) done(null, piece)
      else done(tooLarge(limits))
    },
  })
  // whoever reads sees it too; without a listener it would end the process when nobody reads any more
  stream.on('error', () => undefined)
  const fail = (error: AppError) => {
    if (!raw.complete) stream.destroy(error)
  }
  raw.once('close', () => {
    if (!raw.complete) fail(new AppError('cancelled', 'The client went away while it was sending.'))
  })
  raw.pipe(stream)
  return {
    stream,
    fail,
    pass: (ms) => {
      // what came and was not taken yet: it is our turn, and the client may not even be able to send
      const ours = raw.complete || !isInvited || raw.readableLength > 0 || stream.writableNeedDrain
      const fault = ours ? null : pace.pass(ms, received)
      if (fault !== null) fail(new AppError('request_timeout', sentenceOf(fault, limits)))
    },
  }
}

function tooLarge({ maxBytes }: BodyLimits): AppError {
  const spanish = `La petición ocupa más de ${maxBytes} bytes.`
  return new AppError('payload_too_large', `The request is larger than ${maxBytes} bytes.`, { spanish })
}

function sentenceOf(fault: Fault, { idleMs, minBytesPerSecond, totalMs }: BodyLimits): string {
  switch (fault) {
    case 'idle':
      return `Nothing of the request came for ${idleMs / 1000} seconds. Send it again.`
    case 'slow':
      return `The request came more slowly than ${minBytesPerSecond} bytes a second. Send it again over a faster network.`
    case 'late':
      return `The request was not complete after ${(totalMs ?? 0) / 1000} seconds. Send it again.`
  }
}
