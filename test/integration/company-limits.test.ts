import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBoss, createEnqueue } from '../../src/adapters/postgres/boss.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { createDocumentStore } from '../../src/adapters/postgres/document-store.ts'
import type { CompanyQuota } from '../../src/adapters/postgres/documents/company-quota.ts'
import { createQuestionRates } from '../../src/adapters/postgres/question-rates.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import { limitQuestions } from '../../src/query/limit-questions.ts'
import { anyCompany, newDocument, pendingUpload, uploadedDocument } from '../harness/documents.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'

/** Two processes on one database. */
let pools: readonly [Database, Database]
let storesWith: (quota: CompanyQuota) => readonly [DocumentStore, DocumentStore]
let close: () => Promise<void>

beforeAll(async () => {
  const database = await createTestDatabase()
  const open = () => openDatabase({ url: database.url, maxConnections: 8, log: silentLog })
  const boss = createBoss({ url: database.url, worker: false, log: silentLog })
  await boss.start()
  pools = [open(), open()]
  storesWith = (quota) => [
    createDocumentStore(pools[0], createEnqueue(boss), { quota }),
    createDocumentStore(pools[1], createEnqueue(boss), { quota }),
  ]
  close = async () => {
    await boss.stop({ graceful: false })
    for (const db of pools) await db.destroy()
    await database.drop()
  }
})
afterAll(() => close())

/** Uploads at once, taken by both processes in turn; how many were accepted, and the codes of the others. */
async function race(quota: CompanyQuota, count: number, sizeBytes: number) {
  const company = anyCompany()
  const stores = storesWith(quota)
  const outcomes = await Promise.allSettled(
    Array.from({ length: count }, (_, at) =>
      stores[at % 2 === 0 ? 0 : 1].accept(newDocument(company, { sizeBytes }), randomUUID()),
    ),
  )
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  return { company, stores, accepted: count - refused.length, refused }
}

test('uploads at the same time in several processes never pass the number of documents', async () => {
  const { accepted, refused } = await race({ documents: 5, bytes: null }, 24, 10)
  expect(accepted).toBe(5)
  for (const one of refused) {
    expect(one).toMatchObject({ code: 'quota_exceeded', details: { quota: 'documents', retry_after: 3_600 } })
  }
  expect(String(refused[0])).toContain('keeps 5 documents and may keep 5')
})

test('nor the bytes', async () => {
  const { accepted, refused } = await race({ documents: null, bytes: 1_000 }, 20, 300)
  expect(accepted).toBe(3)
  expect(refused[0]).toMatchObject({ code: 'quota_exceeded', details: { quota: 'bytes' } })
})

test('what is deleted or replaced makes room, and other companies have their own', async () => {
  const [store] = storesWith({ documents: 1, bytes: null })
  const company = anyCompany()
  const { documentId } = await uploadedDocument(store, company)
  await uploadedDocument(store, anyCompany())
  await expect(store.accept(newDocument(company), randomUUID())).rejects.toMatchObject({ code: 'quota_exceeded' })
  await store.markDeleted(company, documentId)
  const upload = await pendingUpload(store, company, { fileName: 'a.txt' })
  expect(await store.abandonUpload(upload)).toBe(true)
  await expect(store.accept(newDocument(company), randomUUID())).resolves.toMatchObject({ kind: 'accepted' })
})

test('questions at the same time in several processes never pass the allowance, which fills up again', async () => {
  const company = anyCompany()
  const perMinute = 6
  const rates = pools.map((db) => createQuestionRates(db, perMinute))
  const asks = rates.map((each) => limitQuestions(each, async () => 'answered'))
  const began = performance.now()
  const outcomes = await Promise.allSettled(
    Array.from({ length: 30 }, async (_, at) => asks[at % 2]?.({ companyId: company })),
  )
  // one more every ten seconds, should this take so long
  const filled = Math.ceil((performance.now() - began) / (60_000 / perMinute))
  const answered = outcomes.filter(({ status }) => status === 'fulfilled').length
  expect(answered).toBeGreaterThanOrEqual(perMinute)
  expect(answered).toBeLessThanOrEqual(perMinute + filled)
  const refused = outcomes.find((one) => one.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'rate_limited', retryable: true })
  expect(await rates[0]?.take(anyCompany())).toBe(0)
  await pools[0]
    .updateTable('question_rates')
    .set({ full_at: new Date(0) })
    .where('company_id', '=', company)
    .execute()
  expect(await rates[1]?.take(company)).toBe(0)
})
