import { TestClock, type PgBoss } from 'pg-boss'
import { createBoss, createEnqueue } from '../../src/adapters/postgres/boss.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { createDocumentStore } from '../../src/adapters/postgres/document-store.ts'
import { createJobWorker } from '../../src/adapters/postgres/job-worker.ts'
import type { CompanyId } from '../../src/domain/ids.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { JobWorker } from '../../src/ports/job-worker.ts'
import { uploadedDocument } from './documents.ts'
import { silentLog } from './log.ts'
import { createTestDatabase } from './postgres.ts'

/** The job queue with a worker that nobody has started, and a clock that stands still until it is moved. */
export interface Queue {
  readonly db: Database
  readonly documents: DocumentStore
  readonly sender: PgBoss
  readonly worker: JobWorker
  readonly clock: TestClock
  /** Uploads a document of that company, whose job then waits. */
  readonly send: (companyId: CompanyId) => Promise<string>
  readonly close: () => Promise<void>
}

export async function openQueue(): Promise<Queue> {
  const database = await createTestDatabase()
  const db = openDatabase({ url: database.url, maxConnections: 6, log: silentLog })
  // ahead of PostgreSQL's own clock, by which documents are written: their jobs are due
  const clock = new TestClock(Date.now() + 3_600_000)
  const sender = createBoss({ url: database.url, worker: false, log: silentLog, clock })
  const boss = createBoss({ url: database.url, worker: true, log: silentLog, clock })
  await sender.start()
  await boss.start()
  const worker = createJobWorker(boss)
  const documents = createDocumentStore(db, createEnqueue(sender))
  return {
    db,
    documents,
    sender,
    worker,
    clock,
    send: async (companyId) => (await uploadedDocument(documents, companyId)).documentId,
    close: async () => {
      await worker.stop(10)
      await sender.stop({ graceful: false })
      await db.destroy()
      await database.drop()
    },
  }
}
