import { createBoss, createEnqueue } from '../../src/adapters/postgres/boss.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { createDocumentStore } from '../../src/adapters/postgres/document-store.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { Embedder } from '../../src/ports/models.ts'
import { activateTestCollection } from './collections.ts'
import { silentLog } from './log.ts'
import { createTestDatabase } from './postgres.ts'

/** Documents in a database of their own, with the test's collection active. */
export interface OpenDocumentStore {
  readonly db: Database
  readonly documents: DocumentStore
  readonly close: () => Promise<void>
}

/** @param embedder whose vectors the collection has; of nobody otherwise. */
export async function openDocumentStore(embedder?: Pick<Embedder, 'fingerprint'>): Promise<OpenDocumentStore> {
  const database = await createTestDatabase()
  const db = openDatabase({ url: database.url, maxConnections: 10, log: silentLog })
  const boss = createBoss({ url: database.url, worker: false, log: silentLog })
  await boss.start()
  await activateTestCollection(db, embedder)
  return {
    db,
    documents: createDocumentStore(db, createEnqueue(boss)),
    close: async () => {
      await boss.stop({ graceful: false })
      await db.destroy()
      await database.drop()
    },
  }
}
