import { backOffMs } from '../../../flow/back-off.ts'
import type { CallBounds } from './attempt-call.ts'
import { attemptCall } from './attempt-call.ts'
import type { ClientParts } from './client-parts.ts'
import { pauseCall, timeoutOf } from './client-parts.ts'
import type { MilvusCall } from './milvus-call.ts'
import { endsByItself } from './milvus-call.ts'
import type { FailureKind } from './milvus-failure.ts'
import { MilvusFailure } from './milvus-failure.ts'
import { mayRepeat, retryPauses } from './policy/retry-policy.ts'
import { settleWrite } from './policy/settle-write.ts'

/** Sends a call as often as makes sense within its budget, and tells the observer how it went. */
export async function repeatCall<T>(parts: ClientParts, call: MilvusCall<T>): Promise<T> {
  const { clock, observer } = parts
  const started = clock.monotonicMs()
  const deadline = started + budgetOf(parts, call)
  const bounds: CallBounds = { deadline, sentBytes: 0, receivedBytes: 0, credential: null }
  let outcome: 'ok' | 'cancelled' | FailureKind = 'cancelled'
  let tries = 0
  try {
    for (;;) {
      tries++
      try {
        const value = await attemptCall(parts, call, bounds)
        outcome = 'ok'
        return value
      } catch (error) {
        outcome = error instanceof MilvusFailure ? error.kind : 'cancelled'
        if (!(error instanceof MilvusFailure)) throw error
        await prepareNext(parts, call, { failure: error, tries, bounds })
        outcome = 'cancelled'
      }
    }
  } finally {
    const { sentBytes, receivedBytes } = bounds
    const durationMs = clock.monotonicMs() - started
    observer.call({ method: call.method, outcome, durationMs, retries: tries - 1, sentBytes, receivedBytes })
  }
}

function budgetOf(parts: ClientParts, call: MilvusCall<unknown>): number {
  if (call.once) return timeoutOf(parts, call)
  return call.class === 'answer' ? parts.timeouts.answerBudget : parts.timeouts.backgroundBudget
}

interface FailedAttempt {
  readonly failure: MilvusFailure
  /** Attempts so far. */
  readonly tries: number
  readonly bounds: CallBounds
}

/** Resolves when the next attempt may go out. @throws the failure when there must be none, or the signal's reason. */
async function prepareNext(parts: ClientParts, call: MilvusCall<unknown>, failed: FailedAttempt): Promise<void> {
  const { failure, tries } = failed
  if (endsByItself(call) && failure.inDoubt) await settleWrite(parts, call.body.length, failure)
  const pause = pauseBefore(parts, call, failed)
  if (pause === null) throw failure
  const { method } = call
  parts.options.log.debug({ method, kind: failure.kind, tries, pause }, 'repeated a vector store call')
  await pauseCall(parts, pause, call.signal)
}

/** How long to wait before the next attempt, or null when there must be none. */
function pauseBefore(parts: ClientParts, call: MilvusCall<unknown>, failed: FailedAttempt): number | null {
  const { failure, tries, bounds } = failed
  if (keyWasRotated(parts, failed)) return 0
  if (call.once || !mayRepeat(failure.kind, tries, call.class)) return null
  const pause = backOffMs(tries, retryPauses, parts.options.random)
  return parts.clock.monotonicMs() + pause < bounds.deadline ? pause : null
}

/** A key that was rotated while the call was under way: the new one is worth one more attempt. */
function keyWasRotated({ options }: ClientParts, { failure, tries, bounds }: FailedAttempt): boolean {
  return failure.kind === 'unauthenticated' && tries === 1 && (options.credential?.() ?? null) !== bounds.credential
}
