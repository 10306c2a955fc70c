import { AppError, isTimeUp } from '../../../domain/errors.ts'
import type { FailureKind } from './milvus-failure.ts'
import { MilvusFailure } from './milvus-failure.ts'

const advice: Partial<Record<FailureKind, string>> = {
  'breaker-open': 'It is tried again by itself.',
  unavailable: 'It is tried again by itself.',
  timeout: 'It is tried again by itself.',
  'not-sent': 'Too many calls wait for the server; it is tried again by itself.',
  'rate-limited': 'Writes slow down by themselves.',
  'switched-off':
    'Somebody switched this off at the server, or its operators did (an unpaid or frozen cluster): it goes on when they switch it on. No room is missing.',
  capacity: 'Memory, disk or quota of the server is used up: enlarge it or delete documents.',
  unauthenticated: 'Check the key or user and password.',
  forbidden: 'The key is valid but lacks the right for this call.',
  'collection-missing': 'Create it with `atenex db migrate` or start the worker once.',
  'database-missing': 'Create the database or name another.',
}

/** Those of the smallest plans sleep after a week without questions, and stay asleep until somebody wakes them. */
const sleeping = /suspend/i

const adviceOn = ({ kind, message }: MilvusFailure): string | undefined =>
  kind === 'unavailable' && sleeping.test(message)
    ? 'If it does not wake up by itself, resume the cluster in the console of its provider; then it goes on by itself.'
    : advice[kind]

/** Kinds after which the same call may succeed later although nobody changes anything. */
const retryable = new Set<FailureKind>([
  'unavailable',
  'timeout',
  'rate-limited',
  'breaker-open',
  'not-sent',
  'internal',
  'malformed',
  'not-loaded',
])

/**
 * Kinds that end when a person mends something outside: a key, a right, a quota. Nothing is wrong with what was asked, so a
 * document waits for that and does not end in error with it.
 */
const mendable = new Set<FailureKind>([
  'unauthenticated',
  'forbidden',
  'capacity',
  'switched-off',
  'collection-missing',
  'database-missing',
])

/** Translates at the adapter's edge. What is an AppError already stays; an aborted signal becomes
 * `cancelled`, or `vector_store_unavailable` when it was a time limit. */
export function toStoreError(error: unknown, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error
  if (isTimeUp(signal)) {
    const message = 'The vector store did not answer in time. It is tried again by itself.'
    return new AppError('vector_store_unavailable', message, { retryable: true, cause: error })
  }
  if (signal.aborted) return new AppError('cancelled', 'The vector store call was cancelled.', { cause: error })
  if (!(error instanceof MilvusFailure)) {
    const message = error instanceof Error ? error.message : String(error)
    return new AppError('internal', `Unexpected failure in the vector store adapter: ${message}`, { cause: error })
  }
  const again = retryable.has(error.kind)
  const code = again ? 'vector_store_unavailable' : 'vector_store_rejected'
  const message = `The vector store ${again ? 'is not available' : 'refused a call'}. ${error.message}.`
  return new AppError(code, [message, adviceOn(error)].filter(Boolean).join(' '), {
    retryable: again || mendable.has(error.kind),
    cause: error,
    details: { kind: error.kind, method: error.method, serverCode: error.serverCode, grpcCode: error.grpcCode },
  })
}

/** Runs and translates what fails. */
export async function atTheEdge<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toStoreError(error, signal)
  }
}

export async function* streamAtTheEdge<T>(signal: AbortSignal, source: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* source
  } catch (error) {
    throw toStoreError(error, signal)
  }
}
