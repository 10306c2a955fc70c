import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBoss, createEnqueue } from '../../src/adapters/postgres/boss.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { createDocumentStore } from '../../src/adapters/postgres/document-store.ts'
import { createDatabaseHealth } from '../../src/adapters/postgres/health.ts'
import type { PoolState } from '../../src/ports/work-observers.ts'
import { anyCompany, uploadedDocument } from '../harness/documents.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'

let db: Database
let close: () => Promise<void>
let enqueue: ReturnType<typeof createEnqueue>
const pools: PoolState[] = []

beforeAll(async () => {
  const database = await createTestDatabase()
  db = openDatabase({ url: database.url, maxConnections: 4, watch: (pool) => pools.push(pool), log: silentLog })
  const boss = createBoss({ url: database.url, worker: false, log: silentLog })
  await boss.start()
  enqueue = createEnqueue(boss)
  close = async () => {
    await boss.stop({ graceful: false })
    await db.destroy()
    await database.drop()
  }
})
afterAll(() => close())

test('an empty installation has no documents and every queue, and nothing is old', async () => {
  const health = createDatabaseHealth(db)
  expect(await health.documents()).toEqual({ byStatus: {}, oldestUnfinishedSeconds: null })
  const queues = await health.queues()
  expect(new Set(queues.map(({ queue }) => queue))).toEqual(new Set(['process', 'process-exhausted', 'remove']))
  expect(queues.every(({ waiting, oldestSeconds }) => waiting === 0 && oldestSeconds === null)).toBe(true)
})

test('a document that waits shows with its age, and its job in the queue', async () => {
  const health = createDatabaseHealth(db)
  await uploadedDocument(createDocumentStore(db, enqueue), anyCompany())
  const { byStatus, oldestUnfinishedSeconds } = await health.documents()
  expect(byStatus).toEqual({ uploaded: 1 })
  expect(oldestUnfinishedSeconds).toBeGreaterThanOrEqual(0)
  expect((await health.queues()).find(({ queue }) => queue === 'process')?.waiting).toBe(1)
})

test('a backlog tells documents that a worker is at from those that only wait, and what failed them', async () => {
  const health = createDatabaseHealth(db)
  const before = await health.backlog()
  expect(before).toMatchObject({ waiting: 1, running: 0, failures: [] })
  await sql`update jobs.job set state = 'active', started_on = now(), heartbeat_on = now() - interval '5 s'`.execute(db)
  expect(await health.backlog()).toMatchObject({ waiting: 1, running: 1 })
  await sql`update jobs.job set heartbeat_on = now() - interval '5 min'`.execute(db)
  await sql`update documents set error_code = 'object_store_unavailable'`.execute(db)
  expect(await health.backlog()).toMatchObject({
    running: 0,
    failures: [{ code: 'object_store_unavailable', documents: 1 }],
  })
})

test('the pool is told once, and shows its connections', () => {
  expect(pools).toHaveLength(1)
  expect(pools[0]?.totalCount).toBeGreaterThan(0)
  expect(pools[0]?.waitingCount).toBe(0)
})
