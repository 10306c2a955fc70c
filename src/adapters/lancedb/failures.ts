import { AppError } from '../../domain/errors.ts'
import { backOffMs } from '../../flow/back-off.ts'
import type { Clock } from '../../ports/clock.ts'

/** Another writer committed first; the same step on the newer version succeeds. */
const conflict = /conflict|concurrent writers|incompatible transaction|please retry|retry the operation/i
/** What we sent cannot be stored: trying again cannot help. */
const rejected = /schema|invalid user input|invalid input|dimension|cannot cast|type mismatch/i
const disk = /no space left|os error 28|disk quota/i

const conflictAttempts = 10
const pauses = { firstMs: 30, mostMs: 1_000 }

/** The library's errors are texts only; the ones we act on are told apart here and nowhere else. */
export function translate(error: unknown, what: string): AppError {
  if (error instanceof AppError) return error
  const message = error instanceof Error ? error.message : String(error)
  // Only the first line: the rest is a trace through the library's sources.
  const reason = (message.split('\n')[0] ?? '').slice(0, 300)
  if (disk.test(message)) {
    return new AppError('vector_store_unavailable', `The embedded vector store could not ${what}: the disk is full.`, {
      retryable: true,
      cause: error,
    })
  }
  if (!conflict.test(message) && rejected.test(message)) {
    return new AppError('vector_store_rejected', `The embedded vector store refused to ${what}: ${reason}`, {
      cause: error,
    })
  }
  return new AppError('vector_store_unavailable', `The embedded vector store could not ${what}: ${reason}`, {
    retryable: true,
    cause: error,
  })
}

export function isConflict(error: unknown): boolean {
  return error instanceof Error && !(error instanceof AppError) && conflict.test(error.message)
}

/**
 * Runs a step again when another process committed in between; the step must look at the table anew each time. Ends with
 * the reason of the signal when it fires in a pause.
 */
export async function retryConflicts<T>(step: () => Promise<T>, signal: AbortSignal, clock: Clock): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step()
    } catch (error) {
      if (!isConflict(error) || attempt === conflictAttempts) throw error
    }
    await clock.sleep(backOffMs(attempt, pauses), signal)
  }
}
