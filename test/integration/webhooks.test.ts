import { randomUUID } from 'node:crypto'
import type { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAnnounce, deliverAnnouncements } from '../../src/adapters/postgres/announce.ts'
import { createBoss, createEnqueue } from '../../src/adapters/postgres/boss.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { createDocumentStore } from '../../src/adapters/postgres/document-store.ts'
import { createMoveStore } from '../../src/adapters/postgres/moves/move-store.ts'
import { AppError } from '../../src/domain/errors.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { WebhookEvent } from '../../src/ports/webhook.ts'
import { activateTestCollection, testCollectionId } from '../harness/collections.ts'
import { anyCompany, chunksOf, uploadedDocument } from '../harness/documents.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { waitFor } from '../harness/wait.ts'

let db: Database
let boss: PgBoss
let documents: DocumentStore
let close: () => Promise<void>
const delivered: WebhookEvent[] = []
/** Deliveries that fail before one succeeds. */
let failures = 0
const warnings: string[] = []

beforeAll(async () => {
  const database = await createTestDatabase()
  db = openDatabase({ url: database.url, maxConnections: 5, log: silentLog })
  boss = createBoss({ url: database.url, worker: true, log: silentLog })
  await boss.start()
  await activateTestCollection(db)
  documents = createDocumentStore(db, createEnqueue(boss), { announce: createAnnounce(boss) })
  const deliver = async (event: WebhookEvent) => {
    if (failures > 0) {
      failures -= 1
      throw new AppError('webhook_undelivered', 'The receiver is away.', { retryable: true })
    }
    delivered.push(event)
  }
  await deliverAnnouncements(boss, deliver, { ...silentLog, warn: (_fields, message) => void warnings.push(message) })
  close = async () => {
    await boss.stop({ graceful: false })
    await db.destroy()
    await database.drop()
  }
})
afterAll(() => close())

const told = (documentId: string) =>
  delivered
    .flatMap(({ announcement }) => (announcement.type === 'migration' ? [] : [announcement]))
    .filter((one) => one.documentId === documentId)

const nothing = async () => undefined

test('each step of a document is told once, with its company and its code', async () => {
  const company = anyCompany()
  const run = { ...(await uploadedDocument(documents, company)), runId: randomUUID() }
  await documents.claim(run)
  const chunks = chunksOf('uno')
  const texts = ['uno']
  const input = {
    collectionId: testCollectionId,
    chunks,
    titles: texts,
    documentTitle: null,
    terms: texts,
    pieceVectors: [null],
    warnings: [],
  }
  await documents.commit(run, input, nothing)
  await documents.markDeleted(company, run.documentId)
  await documents.erase(company, run.documentId, 1_000, nothing)
  await documents.erase(company, run.documentId, 1_000, nothing)
  const failing = { ...(await uploadedDocument(documents, company)), runId: randomUUID() }
  await documents.claim(failing)
  await documents.fail(failing, { code: 'no_text', message: 'No text.' }, nothing)
  const what = () => `deliveries: ${JSON.stringify(delivered)}`
  await waitFor(async () => told(run.documentId).length === 3 && told(failing.documentId).length === 2, {
    what,
  })
  expect(new Set(told(run.documentId).map(({ type }) => type))).toEqual(
    new Set(['document.uploaded', 'document.processed', 'document.deleted']),
  )
  expect(told(failing.documentId)).toContainEqual({
    type: 'document.failed',
    companyId: company,
    documentId: failing.documentId,
    errorCode: 'no_text',
  })
})

test('what is rolled back is not told', async () => {
  const company = anyCompany()
  const run = { ...(await uploadedDocument(documents, company)), runId: randomUUID() }
  await documents.claim(run)
  const input = {
    collectionId: testCollectionId,
    chunks: [],
    titles: [],
    documentTitle: null,
    terms: [],
    pieceVectors: [],
    warnings: [],
  }
  const broken = documents.commit(run, input, () => Promise.reject(new Error('the vector store is away')))
  await expect(broken).rejects.toThrow('away')
  // one that was enqueued after it has been delivered
  const later = await uploadedDocument(documents, company)
  await waitFor(async () => told(later.documentId).length === 1, { what: () => 'the later event' })
  expect(told(run.documentId).map(({ type }) => type)).toEqual(['document.uploaded'])
})

test('a migration is told, and an event that could not be delivered comes again and is said to an operator', async () => {
  const before = delivered.length
  failures = 1
  const moves = createMoveStore(db, systemClock, createAnnounce(boss))
  const fingerprint = {
    model: 'm',
    revision: '1',
    dimension: 4,
    prefixRule: 'none',
    normalised: true,
    chunking: '1',
  } as const
  const to = { store: 'milvus', name: 'target', address: 'milvus:19530/default', fingerprint } as const
  const begun = await moves.begin({ fromAddress: 'embedded', to, startedBy: 'a test', rebuild: false, companies: null })
  const what = () => 'the migration to be told'
  await waitFor(async () => delivered.length > before, { what })
  expect(failures).toBe(0)
  expect(warnings).toEqual(['could not deliver an event to the webhook: The receiver is away.'])
  expect(delivered.at(-1)?.announcement).toEqual({ type: 'migration', migrationId: begun.id, state: 'copying' })
})
