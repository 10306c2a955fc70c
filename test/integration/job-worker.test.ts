import { afterEach, expect, test } from 'vitest'
import { createBoss, createEnqueue } from '../../src/adapters/postgres/boss.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { createDocumentStore } from '../../src/adapters/postgres/document-store.ts'
import { createJobWorker } from '../../src/adapters/postgres/job-worker.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { JobWorker, RunningJob } from '../../src/ports/job-worker.ts'
import { anyCompany, uploadedDocument } from '../harness/documents.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { waitFor } from '../harness/wait.ts'

interface Queue {
  readonly db: Database
  readonly documents: DocumentStore
  readonly worker: JobWorker
}

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function openQueue(): Promise<Queue> {
  const database = await createTestDatabase()
  const db = openDatabase({ url: database.url, maxConnections: 6, log: silentLog })
  const sender = createBoss({ url: database.url, worker: false, log: silentLog })
  const boss = createBoss({ url: database.url, worker: true, log: silentLog })
  await sender.start()
  await boss.start()
  const worker = createJobWorker(boss)
  closers.push(async () => {
    await worker.stop(1000)
    await sender.stop({ graceful: false })
    await db.destroy()
    await database.drop()
  })
  return { db, documents: createDocumentStore(db, createEnqueue(sender)), worker }
}

async function enqueue({ documents }: Queue): Promise<string> {
  return (await uploadedDocument(documents, anyCompany())).documentId
}

test('jobs run one after the other without waiting for the polling interval', async () => {
  const queue = await openQueue()
  const expected = new Set<string>()
  for (let index = 0; index < 12; index += 1) expected.add(await enqueue(queue))
  const ran = new Set<string>()
  await queue.worker.start([
    { kind: 'process', concurrency: 1, run: async (job) => void ran.add(job.scope.documentId) },
  ])
  // twelve polling intervals would be 24 s
  await waitFor(async () => ran.size === 12, { what: 'all jobs to run', timeoutMs: 12_000, everyMs: 20 })
  expect(ran).toEqual(expected)
})

test('a job that fails runs again, and is told which attempt it is', async () => {
  const queue = await openQueue()
  await enqueue(queue)
  const attempts: number[] = []
  const run = async (job: RunningJob) => {
    attempts.push(job.attempt)
    if (job.attempt === 1) throw new AppError('vector_store_unavailable', 'away', { retryable: true })
  }
  await queue.worker.start([{ kind: 'process', concurrency: 1, run }])
  await waitFor(async () => attempts.length === 2, { what: 'the second attempt', timeoutMs: 30_000 })
  expect(attempts).toEqual([1, 2])
})

test('a stopping worker aborts what does not end in time', async () => {
  const queue = await openQueue()
  await enqueue(queue)
  const { promise: began, resolve: begin } = Promise.withResolvers<void>()
  let reason: unknown = null
  const run = (job: RunningJob) =>
    new Promise<void>((_, reject) => {
      job.signal.addEventListener('abort', () => {
        reason = job.signal.reason
        reject(reason)
      })
      begin()
    })
  await queue.worker.start([{ kind: 'process', concurrency: 1, run }])
  await began
  await queue.worker.stop(1000)
  expect(reason).toMatchObject({ code: 'cancelled' })
})
