import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../src/domain/errors.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { eraseDocument, removeDocument } from '../../src/ingest/remove.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { anyCompany } from '../harness/documents.ts'
import type { FakeEmbedder } from '../harness/fake-embedder.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { waitFor } from '../harness/wait.ts'

let ingest: Ingest
let deps: Ingest['deps']
let embedder: FakeEmbedder
let vectors: VectorStore
const forever = () => AbortSignal.timeout(60_000)
const attempt = () => ({ signal: forever(), last: false })

beforeAll(async () => {
  ingest = await openIngest()
  ;({ deps, embedder, vectors } = ingest)
})
afterAll(() => ingest.close())

/** The real store, whose next `replace` does something before or after it writes. */
function around(around: { before?: () => Promise<void>; after?: () => Promise<void> }): VectorStore {
  return {
    ...vectors,
    replace: async (...call) => {
      await around.before?.()
      await vectors.replace(...call)
      await around.after?.()
    },
  }
}

const holder = sql`(select pid from pg_locks where locktype = 'advisory' and granted
  and database = (select oid from pg_database where datname = current_database()))`

async function locksWaitedFor(): Promise<number> {
  const { rows } = await sql<{ waiting: string }>`
    select count(*) as waiting from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())
  `.execute(ingest.db)
  return Number(rows[0]?.waiting)
}

test('a run that fails for good takes nothing away from the run that is writing', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 20)
  const written = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const after = async () => {
    written.resolve()
    await goOn.promise
  }
  const first = processDocument(ingest.depsWith({ vectors: around({ after }) }), { companyId, documentId }, attempt())
  await written.promise
  const broken = { ...embedder, embed: () => Promise.reject(new TypeError('broken')) }
  let ended = false
  const second = processDocument(ingest.depsWith({ embedder: broken }), { companyId, documentId }, attempt()).finally(
    () => (ended = true),
  )
  await waitFor(async () => ended || (await locksWaitedFor()) > 0, {
    what: 'the second run to fail',
    everyMs: 20,
  })
  goOn.resolve()
  expect(await Promise.all([first, second])).toEqual(['processed', 'nothing_to_do'])
  const document = await deps.documents.find(companyId, documentId)
  expect(document).toMatchObject({ status: 'processed', errorCode: null })
  expect(await vectors.count(companyId, documentId, forever())).toBe(document?.chunkCount)
})

test('what a run wrote after it lost its lock is taken away when its document was removed meanwhile', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 21)
  const before = async () => {
    await sql`select pg_terminate_backend(${holder})`.execute(ingest.db)
    await removeDocument(deps, { companyId, documentId })
  }
  const run = processDocument(ingest.depsWith({ vectors: around({ before }) }), { companyId, documentId }, attempt())
  await expect(run).rejects.toMatchObject({ code: 'database_unavailable' })
  expect(await deps.documents.findWithDeleted(companyId, documentId)).toBeNull()
  expect(await vectors.count(companyId, documentId, forever())).toBe(0)
})

test('a job whose document is gone takes away what an attempt that was killed may have left', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 22)
  await processDocument(deps, { companyId, documentId }, attempt())
  const left = []
  for await (const batch of vectors.scan({ companyId, documentId }, forever())) left.push(...batch)
  await removeDocument(deps, { companyId, documentId })
  await vectors.replace({ companyId, documentId }, left, forever())
  expect(await processDocument(deps, { companyId, documentId }, attempt())).toBe('nothing_to_do')
  expect(await vectors.count(companyId, documentId, forever())).toBe(0)
})

test('an attempt whose embeddings cannot be kept ends with the failure of its step', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 23)
  const documents = { ...deps.documents, saveEmbeddings: () => Promise.reject(new Error('the database is away too')) }
  const storeIsAway = new AppError('vector_store_unavailable', 'The vector store is away.', { retryable: true })
  const away = around({ before: () => Promise.reject(storeIsAway) })
  const run = processDocument(
    { ...ingest.depsWith({ vectors: away }), documents },
    { companyId, documentId },
    attempt(),
  )
  await expect(run).rejects.toBe(storeIsAway)
  expect(await deps.documents.find(companyId, documentId)).toMatchObject({ errorCode: 'vector_store_unavailable' })
})

test('a run that was overtaken keeps neither text nor embeddings', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 24)
  const first = { companyId, documentId, runId: randomUUID() }
  const second = { companyId, documentId, runId: randomUUID() }
  const text = { text: 'uno', blocks: [], pages: [], pagesApproximate: false, tables: [], title: null, warnings: [] }
  await deps.documents.claim(first)
  await deps.documents.claim(second)
  await deps.documents.saveText(first, text)
  await deps.documents.saveEmbeddings(first, [{ textHash: 'a', embedding: Float32Array.of(1) }])
  expect(await deps.documents.loadText(companyId, documentId)).toBeNull()
  expect((await deps.documents.loadEmbeddings(companyId, documentId)).size).toBe(0)
  await deps.documents.saveText(second, text)
  expect((await deps.documents.loadText(companyId, documentId))?.text).toBe('uno')
})

test('a deletion is answered in its time although the store that is told to stop goes on', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 25)
  await processDocument(deps, { companyId, documentId }, attempt())
  const asked = Promise.withResolvers<void>()
  const ends = Promise.withResolvers<void>()
  const slow: VectorStore = {
    ...vectors,
    remove: async (...call) => {
      asked.resolve()
      await ends.promise
      await vectors.remove(...call)
    },
  }
  const clock = createTestClock()
  const removing = removeDocument({ ...ingest.depsWith({ vectors: slow }), clock }, { companyId, documentId })
  const refused = removing.catch((error: unknown) => error)
  await asked.promise
  await clock.tick(20_000)
  expect(await refused).toMatchObject({ code: 'removal_pending', retryable: true })
  expect(await deps.documents.find(companyId, documentId)).toBeNull()
  ends.resolve()
  await eraseDocument(deps, { companyId, documentId }, 10_000, forever())
  expect(await deps.documents.findWithDeleted(companyId, documentId)).toBeNull()
})
