import { setTimeout as delay } from 'node:timers/promises'

/** Questions that were asked while something went on. */
export interface Phase {
  /** Milliseconds until each of the right answers. */
  readonly times: readonly number[]
  /** Without an answer, or with a wrong one. */
  readonly failed: number
  /** Until the last answer. */
  readonly seconds: number
}

/** What is asked. */
export interface Questions {
  /** Between two questions, whether the one before is answered or not. */
  readonly everyMs: number
  /** @returns whether the answer was right. */
  readonly ask: () => Promise<boolean>
}

/** Asks at a steady rate until `ended`. @throws what `ended` throws, once all questions have ended. */
export async function asking({ everyMs, ask }: Questions, ended: Promise<unknown>): Promise<Phase> {
  let over = false
  const ending = ended.finally(() => (over = true))
  ending.catch(() => undefined)
  const began = performance.now()
  const asked: Promise<number | null>[] = []
  while (!over) {
    asked.push(timed(ask))
    await delay(everyMs)
  }
  const answered = await Promise.all(asked)
  const seconds = (performance.now() - began) / 1_000
  await ending
  const times = answered.filter((time) => time !== null)
  return { times, failed: answered.length - times.length, seconds }
}

/** Null for a failure. */
async function timed(ask: () => Promise<boolean>): Promise<number | null> {
  const began = performance.now()
  try {
    return (await ask()) ? performance.now() - began : null
  } catch {
    return null
  }
}
