import { describe, expect, it } from 'vitest'
import { createByteBudget } from './byte-budget.ts'

const never = new AbortController().signal

function start() {
  let time = 0
  const clock = {
    now: () => new Date(time),
    monotonicMs: () => time,
    sleep: (ms: number) => {
      time += ms
      return Promise.resolve()
    },
  }
  return { budget: createByteBudget(clock), time: () => time, pass: (ms: number) => (time += ms) }
}

/** A server that takes `limit` bytes a second; returns bytes per second that passed in the last part of a long run. */
async function writeFor(seconds: number, limit: number): Promise<{ readonly rate: number; readonly refusals: number }> {
  const { budget, time, pass } = start()
  const batch = 100_000
  let [windowStart, inWindow, passed, refusals] = [0, 0, 0, 0]
  const half = seconds * 500
  while (time() < seconds * 1_000) {
    await budget.take(batch, never)
    pass(5)
    if (time() - windowStart >= 1_000) [windowStart, inWindow] = [time(), 0]
    if (inWindow + batch > limit) {
      budget.refused(batch)
      if (time() > half) refusals++
      continue
    }
    inWindow += batch
    budget.accepted(batch)
    if (time() > half) passed += batch
  }
  return { rate: passed / (seconds / 2), refusals }
}

describe('byte budget', () => {
  it('does not slow anything down before the server complains', async () => {
    const { budget, time } = start()
    for (let index = 0; index < 1_000; index++) await budget.take(1_000_000, never)
    expect(time()).toBe(0)
  })

  it.each([1_000_000, 2_000_000, 10_000_000])(
    'settles below a limit of %d bytes a second and uses most of it',
    async (limit) => {
      const { rate, refusals } = await writeFor(120, limit)
      expect(rate).toBeLessThanOrEqual(limit)
      expect(rate).toBeGreaterThan(limit * 0.5)
      expect(refusals).toBeLessThan(30)
    },
  )

  it('is lifted when nothing was refused for a minute', async () => {
    const { budget, pass } = start()
    budget.accepted(500_000)
    budget.refused(500_000)
    expect(budget.bytesPerSecond()).not.toBeNull()
    pass(61_000)
    await budget.take(1, never)
    expect(budget.bytesPerSecond()).toBeNull()
  })
})
