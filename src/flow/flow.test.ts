import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { silentLog } from '../../test/harness/log.ts'
import { backOffMs } from './back-off.ts'
import { createBreather } from './breathe.ts'
import { nextFlight } from './next-flight.ts'
import { runPeriodically } from './periodic.ts'
import { shareValue, singleFlight } from './single-flight.ts'
import { systemClock } from './system-clock.ts'

const never = new AbortController().signal

describe('the system clock', () => {
  test('ends a pause with the reason of the signal, also of one that fired before', async () => {
    const stopping = new AbortController()
    const pause = systemClock.sleep(60_000, stopping.signal)
    stopping.abort(new Error('stop'))
    await expect(pause).rejects.toThrow('stop')
    await expect(systemClock.sleep(60_000, stopping.signal)).rejects.toThrow('stop')
  })

  test('never goes back', () => {
    const before = systemClock.monotonicMs()
    expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(before)
  })
})

describe('sharing', () => {
  test('of the next flight gives nobody what was begun before they asked', async () => {
    let begun = 0
    const landings: PromiseWithResolvers<void>[] = []
    const ask = nextFlight(async () => {
      const flight = ++begun
      const landing = Promise.withResolvers<void>()
      landings.push(landing)
      await landing.promise
      if (flight === 1) throw new Error('first')
      return flight
    })
    const first = Promise.allSettled([ask(never), ask(never)])
    await setImmediate()
    const later = Promise.all([ask(never), ask(never)])
    await setImmediate()
    expect(begun).toBe(1)
    landings[0]?.resolve()
    expect((await first).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await setImmediate()
    landings[1]?.resolve()
    expect(await later).toEqual([2, 2])
  })

  test('makes a value once for all who ask, keeps it, and makes it anew after a failure', async () => {
    let made = 0
    const shared = shareValue(async () => {
      made += 1
      if (made === 1) throw new Error('first')
      return made
    })
    const both = await Promise.allSettled([shared.get(never), shared.get(never)])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await shared.get(never)).toBe(2)
    expect(await shared.get(never)).toBe(2)
    shared.forget()
    expect(await shared.get(never)).toBe(3)
  })

  test('does work once for all who ask while it is under way, and again afterwards', async () => {
    let runs = 0
    const work = singleFlight(async () => {
      await setImmediate()
      return ++runs
    })
    expect(await Promise.all([work(never), work(never)])).toEqual([1, 1])
    expect(await work(never)).toBe(2)
  })
})

test('pauses between attempts double up to their ceiling and are spread by chance', () => {
  const limits = { firstMs: 50, mostMs: 5_000 }
  expect([1, 2, 3, 20, 2_000].map((attempt) => backOffMs(attempt, limits, () => 1))).toEqual([
    50, 100, 200, 5_000, 5_000,
  ])
  expect(backOffMs(5, limits, () => 0)).toBe(25)
})

test('a periodic task runs again after a failure, never twice at once, and ends with its signal', async () => {
  const clock = createTestClock()
  const stopping = new AbortController()
  let runs = 0
  const task = {
    name: 'test',
    everyMs: 1_000,
    run: async () => {
      runs += 1
      if (runs === 1) throw new Error('fails once')
    },
  }
  const ended = runPeriodically([task], clock, silentLog, stopping.signal)
  await clock.tick(3_000)
  expect(runs).toBe(3)
  stopping.abort(new Error('stop'))
  await ended
})

test('work that breathes lets a timer run long before it is done', async () => {
  const breathe = createBreather()
  let timerRan = false
  setTimeout(() => (timerRan = true), 0)
  const giveUpAt = performance.now() + 60_000
  while (!timerRan && performance.now() < giveUpAt) await breathe()
  expect(timerRan).toBe(true)
})
