import type { Clock } from '../../ports/clock.ts'
import { calls } from './failures.ts'

export interface AnswerWatch extends Disposable {
  /** Fires, with the AppError to fail with, when no more was asked for in time. */
  readonly late: AbortSignal
  /** The same pieces: the time that one takes to come does not count. */
  between(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer>
}

/** Watches whoever takes pieces of a file: `ms` for asking for the next one, and for the end. */
export function watchAnswers(ms: number, clock: Clock): AnswerWatch {
  const late = new AbortController()
  let waiting = new AbortController()
  const wait = () => {
    waiting = new AbortController()
    clock.sleep(ms, waiting.signal).then(
      () => late.abort(calls.failed(`took nothing for ${ms / 1_000} s`)),
      () => undefined, // it went on
    )
  }
  wait()
  return {
    late: late.signal,
    between: async function* (pieces) {
      const iterator = pieces[Symbol.asyncIterator]()
      for (;;) {
        waiting.abort()
        const next = await iterator.next()
        wait()
        if (next.done === true) return
        yield next.value
      }
    },
    [Symbol.dispose]: () => waiting.abort(),
  }
}
