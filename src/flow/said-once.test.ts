import { expect, test } from 'vitest'
import { createTestClock } from '../../test/harness/test-clock.ts'
import { createKeptLog } from '../../test/harness/log.ts'
import { AppError } from '../domain/errors.ts'
import { runPeriodically } from './periodic.ts'
import { sayOnce } from './said-once.ts'

const away = () => new AppError('database_unavailable', 'PostgreSQL did not answer.', { retryable: true })
const texts = { who: 'the queue', does: 'waits', again: 'works again' } as const

test('what fails again and again is told once, each minute with how often, and at its end', async () => {
  const clock = createTestClock()
  const { log, lines } = createKeptLog()
  const queue = sayOnce({ log, clock, ...texts })
  for (let second = 0; second < 90; second += 1) {
    queue.fails(away())
    await clock.tick(1_000)
  }
  queue.works()
  queue.works()
  expect(lines).toEqual([
    { level: 'warn', code: 'database_unavailable', message: 'the queue waits: PostgreSQL did not answer.' },
    {
      level: 'warn',
      code: 'database_unavailable',
      failures: 61,
      seconds: 60,
      message: 'the queue waits: PostgreSQL did not answer.',
    },
    { level: 'info', failures: 90, seconds: 90, message: 'the queue works again' },
  ])
})

test('another reason is told at once, and what nobody expects with its error', () => {
  const { log, lines } = createKeptLog()
  const queue = sayOnce({ log, clock: createTestClock(), ...texts })
  const odd = new Error('odd')
  queue.fails(away())
  queue.fails(odd)
  queue.fails(odd)
  expect(lines.map(({ err, message }) => [err, message])).toEqual([
    [undefined, 'the queue waits: PostgreSQL did not answer.'],
    [odd, 'the queue waits: Unexpected failure: odd'],
  ])
})

test('a periodic task that fails for a while fills no log', async () => {
  const clock = createTestClock()
  const { log, lines } = createKeptLog()
  const stopping = new AbortController()
  let runs = 0
  const task = {
    name: 'sweep',
    everyMs: 1_000,
    run: async () => {
      if ((runs += 1) <= 30) throw away()
    },
  }
  const ended = runPeriodically([task], clock, log, stopping.signal)
  await clock.tick(40_000)
  stopping.abort()
  await ended
  expect(lines.map(({ level, message }) => `${String(level)}: ${String(message)}`)).toEqual([
    'warn: a periodic task waits: PostgreSQL did not answer.',
    'info: a periodic task works again',
  ])
  expect(lines[1]).toMatchObject({ task: 'sweep', failures: 30 })
})
