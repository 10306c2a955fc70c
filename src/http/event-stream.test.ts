import { expect, test } from 'vitest'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { heartbeatMs, openEventStream } from './event-stream.ts'

test('a comment comes as soon as nothing was sent for ten seconds, whenever the last event was', async () => {
  const clock = createTestClock()
  const stream = openEventStream(clock, new AbortController().signal)
  const received = () => String(stream.body.read() ?? '')
  await clock.tick(heartbeatMs / 2)
  stream.send({ name: 'document', data: {} })
  await clock.tick(heartbeatMs - 1)
  expect(received()).toBe('event: document\ndata: {}\n\n')
  await clock.tick(1)
  expect(received()).toBe(': still here\n\n')
  await clock.tick(heartbeatMs)
  expect(received()).toBe(': still here\n\n')
  stream.end()
})

test('events that come all the time leave no comments between them', async () => {
  const clock = createTestClock()
  const stream = openEventStream(clock, new AbortController().signal)
  for (let events = 0; events < 5; events++) {
    await clock.tick(heartbeatMs * 0.7)
    stream.send({ name: 'document', data: {} })
  }
  expect(String(stream.body.read())).toBe('event: document\ndata: {}\n\n'.repeat(5))
  stream.end()
})
