import { setTimeout as delay } from 'node:timers/promises'

/** Questions that were asked while something went on. */
export interface Phase {
  /** Milliseconds until each of the right answers. */
  readonly times: readonly number[]
  /** What came instead of the right answers. */
  readonly failures: readonly string[]
  /** Until the last answer. */
  readonly seconds: number
}

/** What is asked. */
export interface Questions {
  /** Between two questions, whether the one before is answered or not. */
  readonly everyMs: number
  /** @returns null for the right answer, otherwise what came instead. */
  readonly ask: () => Promise<string | null>
}

/** Asks at a steady rate until `ended`. @throws what `ended` throws, once all questions have ended. */
export async function asking({ everyMs, ask }: Questions, ended: Promise<unknown>): Promise<Phase> {
  let over = false
  const ending = ended.finally(() => (over = true))
  ending.catch(() => undefined)
  const began = performance.now()
  const asked: Promise<number | string>[] = []
  while (!over) {
    asked.push(timed(ask))
    await delay(everyMs)
  }
  const answered = await Promise.all(asked)
  const seconds = (performance.now() - began) / 1_000
  await ending
  return {
    times: answered.filter((one) => typeof one === 'number'),
    failures: answered.filter((one) => typeof one === 'string'),
    seconds,
  }
}

/** Milliseconds of a right answer; what came instead of one. */
async function timed(ask: () => Promise<string | null>): Promise<number | string> {
  const began = performance.now()
  const instead = await ask().catch(String)
  const ms = performance.now() - began
  return instead === null ? ms : `after ${Math.round(ms)} ms: ${instead}`
}
