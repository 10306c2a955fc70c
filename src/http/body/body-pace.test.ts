import { expect, test } from 'vitest'
import { createPace, type Fault } from './body-pace.ts'

const limits = { idleMs: 60_000, minBytesPerSecond: 1000, totalMs: null }

/** Seconds until the first fault when `bytesAt(second)` bytes have come by then; null when there is none in `seconds`. */
function firstFault(
  pace: { pass(ms: number, received: number): Fault | null },
  seconds: number,
  bytesAt: (second: number) => number,
): { fault: Fault; second: number } | null {
  for (let second = 1; second <= seconds; second += 1) {
    const fault = pace.pass(1000, bytesAt(second))
    if (fault !== null) return { fault, second }
  }
  return null
}

test('a body in which nothing comes any more is idle after its time', () => {
  expect(firstFault(createPace(limits), 600, () => 70_000)).toEqual({ fault: 'idle', second: 61 })
})

test('a body of which nothing ever came is idle as well', () => {
  expect(firstFault(createPace(limits), 600, () => 0)).toEqual({ fault: 'idle', second: 60 })
})

test('one byte a minute does not live for ever', () => {
  const drip = (second: number) => Math.floor(second / 59)
  expect(firstFault(createPace(limits), 600, drip)).toEqual({ fault: 'slow', second: 120 })
})

test('a fast beginning does not pay for a slow rest', () => {
  const generous = (second: number) => (second < 60 ? second * 1_000_000 : 59_000_000 + second)
  expect(firstFault(createPace(limits), 600, generous)).toEqual({ fault: 'slow', second: 240 })
})

test('a slow network that goes on and a pause below the limit are no faults', () => {
  expect(firstFault(createPace(limits), 3600, (second) => second * 1001)).toBeNull()
  const pausing = (second: number) => Math.floor(second / 50) * 60_000
  expect(firstFault(createPace(limits), 3600, pausing)).toBeNull()
})

test('a body with a time for all of it is late however steadily it comes', () => {
  const pace = createPace({ ...limits, totalMs: 15_000 })
  expect(firstFault(pace, 60, (second) => second * 10_000)).toEqual({ fault: 'late', second: 15 })
})
