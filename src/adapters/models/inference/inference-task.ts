import { AppError } from '../../../domain/errors.ts'
import type { InferenceText } from './inference-messages.ts'

/** One text on its way through the pool. */
export interface InferenceTask extends InferenceText {
  readonly resolve: (embedding: Float32Array) => void
  /** @param reason ends the sentence that its caller is told. */
  readonly reject: (reason: string) => void
  /** Processes that ended while this text was in them. */
  crashes: number
}

/**
 * A task and the promise of its caller, which rejects when the signal fires.
 * @param onAbort called then, to take the task out of wherever it is.
 */
export function createTask(
  text: InferenceText,
  signal: AbortSignal,
  onAbort: (task: InferenceTask) => void,
): { readonly task: InferenceTask; readonly embedding: Promise<Float32Array> } {
  const { promise: embedding, resolve, reject } = Promise.withResolvers<Float32Array>()
  const settle = () => signal.removeEventListener('abort', giveUp)
  const task: InferenceTask = {
    ...text,
    crashes: 0,
    resolve(vector) {
      settle()
      resolve(vector)
    },
    reject(reason) {
      settle()
      reject(unavailable(reason))
    },
  }
  const giveUp = (): void => {
    onAbort(task)
    reject(signal.reason)
  }
  signal.addEventListener('abort', giveUp, { once: true })
  return { task, embedding }
}

export function unavailable(reason: string): AppError {
  return new AppError('embedder_unavailable', `The embedding model gave no answer: ${reason}.`, { retryable: true })
}
