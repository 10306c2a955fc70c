import { expect, test } from 'vitest'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { giveWay } from './give-way.ts'

const never = new AbortController().signal

test('what is read again waits for new documents, and not for ever', async () => {
  const clock = createTestClock()
  let looks = 0
  const untilThird = { newOnesWait: async () => (looks += 1) < 3 }
  const waited = giveWay({ documents: untilThird, clock }, never)
  for (let pause = 0; pause < 3; pause += 1) await clock.tick(5_000)
  await waited
  expect(looks).toBe(3)

  const began = clock.monotonicMs()
  let ended = false
  const patient = giveWay({ documents: { newOnesWait: async () => true }, clock }, never).then(
    () => void (ended = true),
  )
  while (!ended && clock.monotonicMs() - began < 1_000_000) await clock.tick(5_000)
  await patient
  expect(clock.monotonicMs() - began).toBeGreaterThanOrEqual(300_000)
})
