import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import type { RunningJob } from '../../src/ports/job-worker.ts'
import { anyCompany } from '../harness/documents.ts'
import { openQueue, type Queue } from '../harness/queue.ts'
import { waitFor } from '../harness/wait.ts'

let queue: Queue
beforeEach(async () => void (queue = await openQueue()))
afterEach(() => queue.close())

const process = (run: (job: RunningJob) => Promise<void>, slots = 1) =>
  queue.worker.start([{ kind: 'process', slots, perCompany: slots, run }])

test('jobs run one after the other without waiting for the polling interval: no time passes at all', async () => {
  const expected = new Set<string>()
  for (let index = 0; index < 12; index += 1) expected.add(await queue.send(anyCompany()))
  const ran = new Set<string>()
  const began = queue.clock.now()
  await process(async (job) => void ran.add(job.scope.documentId))
  await waitFor(async () => ran.size === 12, { what: 'all jobs to run', everyMs: 20 })
  expect(ran).toEqual(expected)
  expect(queue.clock.now()).toBe(began)
})

test('a job that fails runs again after its pause, and is told which attempt it is', async () => {
  await queue.send(anyCompany())
  const attempts: number[] = []
  await process(async (job) => {
    attempts.push(job.attempt)
    if (job.attempt === 1) throw new AppError('vector_store_unavailable', 'away', { retryable: true })
  })
  await waitFor(async () => attempts.length === 1, { what: 'the first attempt', everyMs: 20 })
  await waitFor(
    async () => {
      await queue.clock.tick(1_000)
      return attempts.length === 2
    },
    { what: 'the second attempt', everyMs: 20 },
  )
  expect(attempts).toEqual([1, 2])
})

test('a stopping worker aborts what does not end in time', async () => {
  await queue.send(anyCompany())
  const { promise: began, resolve: begin } = Promise.withResolvers<void>()
  let reason: unknown = null
  await process(
    (job) =>
      new Promise<void>((_, reject) => {
        job.signal.addEventListener('abort', () => {
          reason = job.signal.reason
          reject(reason)
        })
        begin()
      }),
  )
  await began
  await queue.worker.stop(10)
  expect(reason).toMatchObject({ code: 'cancelled' })
})
