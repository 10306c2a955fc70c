import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { createBoss, createEnqueue } from '../../src/adapters/postgres/boss.ts'
import { openDatabase, type SessionLimits } from '../../src/adapters/postgres/database.ts'
import { createDocumentStore } from '../../src/adapters/postgres/document-store.ts'
import { openInstallationLock } from '../../src/adapters/postgres/installation-lock.ts'
import { transactionBudget } from '../../src/domain/time-budgets.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { Run } from '../../src/ports/documents/document-runs.ts'
import { activateTestCollection, testCollectionId } from '../harness/collections.ts'
import { anyCompany, chunksOf, uploadedDocument } from '../harness/documents.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'
import { waitFor } from '../harness/wait.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

interface Opened {
  readonly url: string
  readonly clock: TestClock
  readonly documents: DocumentStore
  /** A run that has just claimed a freshly uploaded document. */
  readonly claimed: () => Promise<Run>
  readonly claimAgain: (run: Run) => Promise<Run>
  /** How often the store began to sleep for so long. */
  readonly rests: (ms: number) => number
}

async function open(limits: Partial<SessionLimits> = {}, lockMs?: number): Promise<Opened> {
  const database = await createTestDatabase()
  const db = openDatabase({ url: database.url, maxConnections: 8, log: silentLog, limits })
  const boss = createBoss({ url: database.url, worker: false, log: silentLog })
  await boss.start()
  await activateTestCollection(db)
  const clock = createTestClock()
  const slept: number[] = []
  const listening = {
    ...clock,
    sleep: async (ms: number, signal?: AbortSignal) => {
      slept.push(ms)
      await clock.sleep(ms, signal)
    },
  }
  const documents = createDocumentStore(db, createEnqueue(boss), {
    clock: listening,
    ...(lockMs === undefined ? {} : { lockMs }),
  })
  closers.push(async () => {
    await boss.stop({ graceful: false })
    await db.destroy()
    await database.drop()
  })
  const claimAgain = async (scope: Pick<Run, 'companyId' | 'documentId'>): Promise<Run> => {
    const run = { companyId: scope.companyId, documentId: scope.documentId, runId: randomUUID() }
    expect(await documents.claim(run)).not.toBeNull()
    return run
  }
  const claimed = async () => claimAgain(await uploadedDocument(documents, anyCompany()))
  const rests = (ms: number) => slept.filter((one) => one === ms).length
  return { url: database.url, clock, documents, claimed, claimAgain, rests }
}

const input = (...texts: string[]) => {
  const chunks = chunksOf(...texts)
  return {
    collectionId: testCollectionId,
    chunks,
    titles: chunks.map(() => ''),
    documentTitle: null,
    terms: chunks.map(() => ''),
    pieceVectors: chunks.map(() => null),
    warnings: [],
  }
}

/** A step that is under way until it is told to end. */
function step() {
  const begun = Promise.withResolvers<void>()
  const end = Promise.withResolvers<void>()
  // also where the test fails before: what is open waits for it
  closers.push(async () => end.resolve())
  return {
    begun: begun.promise,
    end: () => end.resolve(),
    run: async () => {
      begun.resolve()
      await end.promise
    },
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  closers.push(() => client.end())
  return client
}

const holder = `select pid from pg_locks where locktype = 'advisory' and granted
  and database = (select oid from pg_database where datname = current_database())`

/** When whoever holds a document's lock last said something. */
async function lastStatement(observer: Client): Promise<number> {
  const { rows } = await observer.query<{ at: Date }>(
    `select query_start as at from pg_stat_activity where pid = (${holder})`,
  )
  return rows[0]?.at.getTime() ?? 0
}

test('waiting for the step of another run ends as "busy", not as an outage of PostgreSQL', async () => {
  const { documents, claimed, claimAgain } = await open({}, 100)
  const first = await claimed()
  const indexing = step()
  const committing = documents.commit(first, input('uno'), indexing.run)
  await indexing.begun
  const second = await claimAgain(first)
  const waiting = documents.commit(second, input('uno'), async () => undefined)
  await expect(waiting).rejects.toMatchObject({ code: 'busy', retryable: true })
  indexing.end()
  expect(await committing).toBe(true)
})

test('waiting for a row somebody else holds ends as "busy" as well', async () => {
  const { url, documents, claimed } = await open({ statementMs: 5_000, lockMs: 100 })
  const run = await claimed()
  const other = await connect(url)
  await other.query('begin')
  await other.query('select 1 from documents where id = $1 for update', [run.documentId])
  const waiting = documents.advance(run, { stage: 'embed', done: 0, total: 1 })
  await expect(waiting).rejects.toMatchObject({ code: 'busy', retryable: true })
})

test('a statement that takes too long is told as that', async () => {
  const database = await createTestDatabase()
  const { guarded } = await import('../../src/adapters/postgres/database.ts')
  const db = openDatabase({ url: database.url, maxConnections: 1, log: silentLog, limits: { statementMs: 50 } })
  closers.push(async () => {
    await db.destroy()
    await database.drop()
  })
  const slow = guarded(() => sql`select pg_sleep(60)`.execute(db))
  await expect(slow).rejects.toMatchObject({
    code: 'database_unavailable',
    message: expect.stringContaining('longer than it may'),
  })
})

test('an index step may take longer than PostgreSQL lets a transaction be idle: it says something in between', async () => {
  const { url, clock, documents, claimed, rests } = await open()
  const run = await claimed()
  const indexing = step()
  const committing = documents.commit(run, input('uno'), indexing.run)
  await indexing.begun
  const observer = await connect(url)
  const { pingMs, pingReplyMs, idleMs } = transactionBudget
  for (let waited = 0; waited <= idleMs; waited += pingMs) {
    const before = await lastStatement(observer)
    const restsBefore = rests(pingMs)
    await clock.tick(pingMs)
    await waitFor(async () => (await lastStatement(observer)) > before, {
      what: 'the waiting transaction to say something',
      everyMs: 20,
    })
    // PostgreSQL has heard it before the reply is here, and only then the next one is waited for
    await waitFor(async () => rests(pingMs) > restsBefore, { what: 'the reply', everyMs: 20 })
  }
  // so it is never idle for as long as PostgreSQL allows
  expect(pingMs + pingReplyMs).toBeLessThan(idleMs)
  indexing.end()
  expect(await committing).toBe(true)
})

test('an index step is stopped as soon as its lock is lost with the connection, and ends as an outage', async () => {
  const { url, clock, documents, claimed } = await open()
  const run = await claimed()
  const begun = Promise.withResolvers<AbortSignal>()
  const committing = documents.commit(run, input('uno'), (lost) => {
    begun.resolve(lost)
    return new Promise((_, reject) => lost.addEventListener('abort', () => reject(lost.reason)))
  })
  const failed = committing.catch((error: unknown) => error)
  const lost = await begun.promise
  const { rows } = await (await connect(url)).query(`select pg_terminate_backend(pid) from (${holder}) as holder`)
  expect(rows).toHaveLength(1)
  await waitFor(
    async () => {
      await clock.tick(transactionBudget.pingMs)
      return lost.aborted
    },
    { what: 'the index step to be stopped', everyMs: 20 },
  )
  expect(await failed).toMatchObject({ code: 'database_unavailable', retryable: true })
  expect(await documents.find(run.companyId, run.documentId)).toMatchObject({ status: 'processing', chunkCount: 0 })
})

test('waiting for work of the same name in another process ends as "busy"', async () => {
  const database = await createTestDatabase()
  const clock = createTestClock()
  const [here, there] = [0, 1].map(() =>
    openInstallationLock({ url: database.url, log: silentLog, waitMs: 100, clock }),
  )
  if (here === undefined || there === undefined) throw new Error('two locks were opened')
  closers.push(async () => {
    await here.close()
    await there.close()
    await database.drop()
  })
  const working = step()
  const first = here.alone('a', working.run)
  await working.begun
  await expect(there.alone('a', async () => 'never')).rejects.toMatchObject({ code: 'busy', retryable: true })
  working.end()
  await first
})
