import { expect, test } from 'vitest'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { watchAnswers } from './watch-answers.ts'

test('a store that takes nothing for too long is late; a sender that takes its time is not', async () => {
  const clock = createTestClock()
  async function* slowSender() {
    await clock.tick(10_000)
    yield Buffer.from('a')
    yield Buffer.from('b')
  }
  const watch = watchAnswers(1_000, clock)
  const pieces = watch.between(slowSender())
  await pieces.next()
  await clock.tick(900)
  await pieces.next()
  await clock.tick(900)
  expect(watch.late.aborted).toBe(false)
  await clock.tick(100)
  expect(watch.late.reason).toMatchObject({ code: 'object_store_unavailable', retryable: true })
  watch[Symbol.dispose]()
  expect(clock.sleeping).toBe(0)
})
