import { expect, test } from 'vitest'
import { createBytePace } from './byte-pace.ts'

test('the next slice begins when the bytes of those before it are paid for', () => {
  let now = 1_000
  const pace = createBytePace(2_000, { monotonicMs: () => now })
  expect(pace.due()).toBe(true)
  expect(pace.spent(3_000)).toBe(1_500)
  now += 1_499
  expect(pace.due()).toBe(false)
  now += 1
  expect(pace.due()).toBe(true)
  // what was not used in a pause is not made up for
  now += 60_000
  pace.spent(2_000)
  now += 999
  expect(pace.due()).toBe(false)
})

test('without a limit every slice may begin', () => {
  const pace = createBytePace(null, { monotonicMs: () => 0 })
  expect(pace.spent(1_000_000_000)).toBe(0)
  expect(pace.due()).toBe(true)
})
