import { expect, test } from 'vitest'
import { createTestClock } from '../../../../test/harness/test-clock.ts'
import { consistency } from '../wire/read-request.ts'
import { rememberLastWrite } from './last-write.ts'

const levelOf = (lastWrite: ReturnType<typeof rememberLastWrite>) => lastWrite.freshness().level

test('a read sees the own last write while a bounded one might not, and asks for no more than that', async () => {
  const clock = createTestClock()
  const lastWrite = rememberLastWrite(clock)
  expect(levelOf(lastWrite)).toBe(consistency.bounded)
  lastWrite.note(7n)
  lastWrite.note(5n)
  expect(lastWrite.freshness()).toEqual({ level: consistency.session, timestamp: 7n })
  await clock.tick(60_000)
  expect(levelOf(lastWrite)).toBe(consistency.bounded)
})

test('a read after a write whose time the server did not tell is strong, also when another write is known', async () => {
  const clock = createTestClock()
  const lastWrite = rememberLastWrite(clock)
  lastWrite.note(7n)
  lastWrite.note(0n)
  expect(levelOf(lastWrite)).toBe(consistency.strong)
  // It may have been under way beside the other one and ended later.
  lastWrite.note(9n)
  expect(levelOf(lastWrite)).toBe(consistency.strong)
  await clock.tick(60_000)
  expect(levelOf(lastWrite)).toBe(consistency.bounded)
})
