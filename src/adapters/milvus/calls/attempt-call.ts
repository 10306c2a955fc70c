import type { Clock } from '../../../ports/clock.ts'
import { GrpcFailure } from '../grpc/status.ts'
import { failureOfTransport } from './classify-failure.ts'
import type { ClientParts } from './client-parts.ts'
import { pauseCall, timeoutOf } from './client-parts.ts'
import { decodeOrFail } from './decode-reply.ts'
import type { MilvusCall } from './milvus-call.ts'
import { endsByItself } from './milvus-call.ts'
import { withoutEcho } from './without-echo.ts'
import { meterCall } from './meter-call.ts'
import { MilvusFailure } from './milvus-failure.ts'
import { milvusRequest } from './milvus-request.ts'
import { reportFailure } from './report-failure.ts'

/** What the attempts of one call have in common. */
export interface CallBounds {
  /** On the monotonic clock. */
  readonly deadline: number
  sentBytes: number
  receivedBytes: number
  /** The key the last attempt used. */
  credential: string | null
}

/** Sends a call once, when its turn has come. @throws MilvusFailure, or the signal's reason when aborted. */
export async function attemptCall<T>(parts: ClientParts, call: MilvusCall<T>, bounds: CallBounds): Promise<T> {
  const release = await parts.places[call.class].acquire(call.signal)
  let admitted = false
  try {
    parts.life.throwIfAborted()
    if (call.class === 'write') await parts.budget.take(call.body.length, AbortSignal.any([call.signal, parts.life]))
    await passBreaker(parts, call, bounds.deadline)
    admitted = true
    await parts.firstCall.done(call.signal)
    return await send(parts, call, bounds)
  } catch (error) {
    if (error instanceof MilvusFailure) reportFailure(parts, call, error)
    else if (admitted && !call.once) parts.breaker.abandoned()
    throw error
  } finally {
    release()
  }
}

/** Waits for the breaker, or fails where waiting makes no sense. */
async function passBreaker(parts: ClientParts, call: MilvusCall<unknown>, deadline: number): Promise<void> {
  if (call.once) return
  for (;;) {
    const wait = parts.breaker.admit()
    if (wait === 0) return
    const tooLong = parts.clock.monotonicMs() + wait > deadline
    if (tooLong || call.class === 'answer') {
      const facts = { kind: 'breaker-open' as const, method: call.method, grpcCode: null, serverCode: null }
      const why = `because the calls before failed (${parts.silence.lastFailure})`
      throw new MilvusFailure(`${call.method}: not sent, ${why}`, facts)
    }
    await pauseCall(parts, wait, call.signal)
  }
}

async function send<T>(parts: ClientParts, call: MilvusCall<T>, bounds: CallBounds): Promise<T> {
  const { clock, options, pace } = parts
  const isWrite = call.class === 'write'
  const timeoutMs = Math.min(timeoutOf(parts, call), timeLeft(call, bounds, clock))
  bounds.credential = options.credential?.() ?? null
  bounds.sentBytes += call.body.length
  const sentAt = clock.monotonicMs()
  const bytes = await exchange(parts, call, timeoutMs, bounds.credential)
  bounds.receivedBytes += bytes.length
  const value = decodeOrFail(call, bytes, bounds.credential)
  meterCall(parts, call, { receivedBytes: bytes.length, reply: value })
  parts.silence.timeouts = 0
  if (!call.once) parts.breaker.succeeded()
  if (isWrite) {
    parts.budget.accepted(call.body.length)
    pace.took(clock.monotonicMs() - sentAt)
  }
  return value
}

async function exchange<T>(
  parts: ClientParts,
  call: MilvusCall<T>,
  timeoutMs: number,
  credential: string | null,
): Promise<Buffer> {
  const { channel, options } = parts
  const { method, body, signal } = call
  const clean = (reason: string) => withoutEcho(reason, body, credential)
  const request = milvusRequest(method, { database: options.database ?? 'default', credential })
  try {
    return await channel.unary({ ...request, body, timeoutMs, signal, endsByItself: endsByItself(call) })
  } catch (error) {
    const failure = error instanceof GrpcFailure ? failureOfTransport(method, error, clean) : error
    // given up, or in doubt: the server may have done it, and who pays must expect so
    const refused = failure instanceof MilvusFailure && !failure.inDoubt
    if (!refused) meterCall(parts, call, { receivedBytes: 0, reply: null })
    throw failure
  }
}

/** A call that came too late is not sent with a moment to live: it would look as if the server did not answer. */
function timeLeft(call: MilvusCall<unknown>, bounds: CallBounds, clock: Clock): number {
  const left = bounds.deadline - clock.monotonicMs()
  if (left > 0) return left
  const facts = { kind: 'not-sent' as const, method: call.method, grpcCode: null, serverCode: null }
  throw new MilvusFailure(`${call.method}: not sent, its time was over before its turn came`, facts)
}
