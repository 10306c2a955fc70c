import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createAnalyser } from '../../src/adapters/analyse/analyser.ts'
import { createExtractor } from '../../src/adapters/extract/process/extractor.ts'
import { detectFileType } from '../../src/adapters/extract/detect/detect-file-type.ts'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { openFileObjectStore } from '../../src/adapters/objects/files.ts'
import { createBoss, createEnqueue } from '../../src/adapters/postgres/boss.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { createDocumentStore } from '../../src/adapters/postgres/document-store.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { CompanyId, DocumentId } from '../../src/domain/ids.ts'
import { acceptDocument } from '../../src/ingest/accept.ts'
import { processDocument, type ProcessDeps } from '../../src/ingest/process.ts'
import { eraseDocument, removeDocument } from '../../src/ingest/remove.ts'
import { reviveDocuments } from '../../src/ingest/revive.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { Extractor } from '../../src/ports/extractor.ts'
import type { ObjectStore } from '../../src/ports/object-store.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { anyCompany, newDocument } from '../harness/documents.ts'
import { createFakeEmbedder, type FakeEmbedder } from '../harness/fake-embedder.ts'
import { activateTestCollection, oneCollection } from '../harness/collections.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { spanishText } from '../harness/texts.ts'
import { waitFor } from '../harness/wait.ts'

let db: Database
let folder: string
let deps: ProcessDeps & { readonly documents: DocumentStore }
let embedder: FakeEmbedder
let vectors: VectorStore
let extractions = 0
let close: () => Promise<void>
const forever = () => AbortSignal.timeout(60_000)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-process-'))
  const database = await createTestDatabase()
  db = openDatabase({ url: database.url, maxConnections: 10, log: silentLog })
  const boss = createBoss({ url: database.url, worker: false, log: silentLog })
  await boss.start()
  await activateTestCollection(db)
  embedder = createFakeEmbedder()
  vectors = await openLanceDb({ directory: path.join(folder, 'vectors'), collection: 'test', log: silentLog })
  await vectors.ensure({ name: 'test', dimension: 32, fingerprint: embedder.fingerprint }, forever())
  const extractor = createExtractor({ processes: 1, log: silentLog })
  const counting: Extractor = {
    ...extractor,
    extract: (request) => {
      extractions += 1
      return extractor.extract(request)
    },
  }
  deps = {
    documents: createDocumentStore(db, createEnqueue(boss)),
    objects: await openFileObjectStore({ directory: path.join(folder, 'originals') }),
    extractor: counting,
    collections: oneCollection({ vectors, embedder }),
    analyser: createAnalyser(),
    log: silentLog,
    spoolFolder: path.join(folder, 'tmp'),
  }
  close = async () => {
    await extractor.close()
    await vectors.close()
    await boss.stop({ graceful: false })
    await db.destroy()
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
})
afterAll(() => close())
beforeEach(() => {
  extractions = 0
  embedder.before = async () => undefined
})

async function accept(companyId: CompanyId, number: number): Promise<DocumentId> {
  const file = path.join(folder, `upload-${number}.txt`)
  await writeFile(file, spanishText(number, 6))
  const document = await acceptDocument(
    { ...deps, detectFileType, maxBytes: 1_000_000 },
    {
      companyId,
      fileName: `${number}.txt`,
      body: createReadStream(file),
      metadata: async () => null,
      signal: forever(),
    },
  )
  return document.id
}

const attempt = (last = false) => ({ signal: forever(), last })

/** The real store with one method that fails as long as it is told to. */
function failing(method: 'replace' | 'remove', error: AppError): { vectors: VectorStore; heal(): void } {
  let broken = true
  const guard = async (): Promise<void> => {
    if (broken) throw error
  }
  const wrapped: VectorStore = {
    ...vectors,
    [method]: async (...call: Parameters<VectorStore['replace']>) => {
      await guard()
      return method === 'replace' ? vectors.replace(...call) : vectors.remove(call[0], call[2] ?? forever())
    },
  }
  return { vectors: wrapped, heal: () => void (broken = false) }
}

const storeIsAway = new AppError('vector_store_unavailable', 'The vector store is away.', { retryable: true })

test('a document becomes chunks whose text is exactly its slice of the stored text, one vector each', async () => {
  const companyId = anyCompany()
  const documentId = await accept(companyId, 1)
  expect(await processDocument(deps, { companyId, documentId }, attempt())).toBe('processed')
  const document = await deps.documents.find(companyId, documentId)
  const text = (await deps.documents.loadText(companyId, documentId))?.text ?? ''
  expect(text).toContain('número')
  expect(document?.chunkCount).toBeGreaterThan(2)
  expect(await vectors.count(companyId, documentId, forever())).toBe(document?.chunkCount)
  for await (const batch of vectors.scan({ companyId, documentId }, forever())) {
    for (const chunk of batch) expect(text).toContain(chunk.content)
  }
})

test('when the vector store was away, the next attempt neither extracts nor embeds again', async () => {
  const companyId = anyCompany()
  const documentId = await accept(companyId, 2)
  const store = failing('replace', storeIsAway)
  const many = {
    ...deps,
    collections: oneCollection({
      vectors: store.vectors,
      embedder: { ...embedder, limits: { targetTokens: 5, maxTokens: null } },
    }),
  }
  await expect(processDocument(many, { companyId, documentId }, attempt())).rejects.toMatchObject({ retryable: true })
  const waiting = await deps.documents.find(companyId, documentId)
  expect(waiting).toMatchObject({ status: 'uploaded', errorCode: 'vector_store_unavailable', attempts: 1 })
  expect(extractions).toBe(1)
  const before = embedder.embedded()
  store.heal()
  expect(await processDocument(many, { companyId, documentId }, attempt())).toBe('processed')
  expect(extractions).toBe(1)
  expect(embedder.embedded()).toBe(before)
})

test('a transient failure of the last attempt is a terminal error with its code', async () => {
  const companyId = anyCompany()
  const documentId = await accept(companyId, 3)
  const store = failing('replace', storeIsAway)
  expect(
    await processDocument(
      { ...deps, collections: oneCollection({ vectors: store.vectors, embedder }) },
      { companyId, documentId },
      attempt(true),
    ),
  ).toBe('failed')
  expect(await deps.documents.find(companyId, documentId)).toMatchObject({
    status: 'error',
    errorCode: 'vector_store_unavailable',
    errorMessage: 'The vector store is away.',
  })
  expect(await vectors.count(companyId, documentId, forever())).toBe(0)
})

test('an unexpected failure ends in an error that shows nothing of its inside', async () => {
  const companyId = anyCompany()
  const documentId = await accept(companyId, 4)
  embedder.before = () => Promise.reject(new TypeError('secret internals'))
  expect(await processDocument(deps, { companyId, documentId }, attempt())).toBe('failed')
  const document = await deps.documents.find(companyId, documentId)
  expect(document).toMatchObject({ status: 'error', errorCode: 'internal' })
  expect(document?.errorMessage).not.toContain('secret')
})

test('a document deleted while it is embedded leaves nothing behind, in any store', async () => {
  const companyId = anyCompany()
  const documentId = await accept(companyId, 5)
  embedder.before = async () => {
    embedder.before = async () => undefined
    await removeDocument(deps, { companyId, documentId })
  }
  expect(await processDocument(deps, { companyId, documentId }, attempt())).toBe('nothing_to_do')
  expect(await deps.documents.findWithDeleted(companyId, documentId)).toBeNull()
  expect(await vectors.count(companyId, documentId, forever())).toBe(0)
  expect(await deps.objects.list(companyId, documentId, forever())).toEqual([])
})

test('a document deleted while its original is stored leaves no original behind', async () => {
  const companyId = anyCompany()
  const file = path.join(folder, 'overtaken.txt')
  await writeFile(file, spanishText(6, 6))
  const stored: DocumentId[] = []
  const objects: ObjectStore = {
    ...deps.objects,
    put: async (company, key, body, signal) => {
      const [pending] = await deps.documents.list(companyId, 10, 0)
      if (pending === undefined) throw new Error('the document is not there while its original is stored')
      stored.push(pending.id)
      await removeDocument(deps, { companyId, documentId: pending.id })
      await deps.objects.put(company, key, body, signal)
    },
  }
  const body = createReadStream(file)
  const upload = { companyId, fileName: 'overtaken.txt', body, metadata: async () => null, signal: forever() }
  await expect(acceptDocument({ ...deps, objects, detectFileType, maxBytes: 1_000_000 }, upload)).rejects.toMatchObject(
    { code: 'conflict' },
  )
  expect(stored).toHaveLength(1)
  for (const id of stored) expect(await deps.objects.list(companyId, id, forever())).toEqual([])
})

test('a removal while the vector store is away answers "pending", hides the document, and is finished by its job', async () => {
  const companyId = anyCompany()
  const documentId = await accept(companyId, 6)
  await processDocument(deps, { companyId, documentId }, attempt())
  const store = failing('remove', storeIsAway)
  const removing = removeDocument(
    { ...deps, collections: oneCollection({ vectors: store.vectors, embedder }) },
    { companyId, documentId },
  )
  await expect(removing).rejects.toMatchObject({ code: 'removal_pending', retryable: true })
  expect(await deps.documents.find(companyId, documentId)).toBeNull()
  expect(await vectors.count(companyId, documentId, forever())).toBeGreaterThan(0)
  store.heal()
  await eraseDocument(
    { ...deps, collections: oneCollection({ vectors: store.vectors, embedder }) },
    { companyId, documentId },
    1000,
    forever(),
  )
  expect(await vectors.count(companyId, documentId, forever())).toBe(0)
  expect(await deps.documents.findWithDeleted(companyId, documentId)).toBeNull()
})

test('a worker that is stopped gives its document back without spending it', async () => {
  const companyId = anyCompany()
  const documentId = await accept(companyId, 7)
  const stopping = new AbortController()
  embedder.before = async () => {
    stopping.abort(new AppError('cancelled', 'The worker is stopping.', { retryable: true }))
    stopping.signal.throwIfAborted()
  }
  const run = processDocument(deps, { companyId, documentId }, { signal: stopping.signal, last: true })
  await expect(run).rejects.toMatchObject({ code: 'cancelled', retryable: true })
  expect(await deps.documents.find(companyId, documentId)).toMatchObject({ status: 'uploaded' })
})

test('an interrupted upload is finished when its original is there, and forgotten when it is not', async () => {
  const companyId = anyCompany()
  const stored = newDocument(companyId)
  const missing = newDocument(companyId)
  for (const document of [stored, missing]) await deps.documents.accept(document)
  const file = path.join(folder, 'interrupted.txt')
  await writeFile(file, 'Hola.')
  await deps.objects.put(companyId, stored.objectKey, createReadStream(file), forever())
  await reviveDocuments(deps, -1000, forever())
  expect(await deps.documents.find(companyId, stored.id)).toMatchObject({ status: 'uploaded' })
  expect(await deps.documents.find(companyId, missing.id)).toBeNull()
})

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
  `.execute(db)
  return Number(rows[0]?.waiting)
}

test('a run that fails for good takes nothing away from the run that is writing', async () => {
  const companyId = anyCompany()
  const documentId = await accept(companyId, 20)
  const written = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const after = async () => {
    written.resolve()
    await goOn.promise
  }
  const first = processDocument({ ...deps, vectors: around({ after }) }, { companyId, documentId }, attempt())
  await written.promise
  const broken = { ...embedder, embed: () => Promise.reject(new TypeError('broken')) }
  let ended = false
  const second = processDocument({ ...deps, embedder: broken }, { companyId, documentId }, attempt()).finally(
    () => (ended = true),
  )
  await waitFor(async () => ended || (await locksWaitedFor()) > 0, {
    what: 'the second run to fail',
    timeoutMs: 20_000,
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
  const documentId = await accept(companyId, 21)
  const before = async () => {
    await sql`select pg_terminate_backend(${holder})`.execute(db)
    await removeDocument(deps, { companyId, documentId })
  }
  const run = processDocument({ ...deps, vectors: around({ before }) }, { companyId, documentId }, attempt())
  await expect(run).rejects.toMatchObject({ code: 'database_unavailable' })
  expect(await deps.documents.findWithDeleted(companyId, documentId)).toBeNull()
  expect(await vectors.count(companyId, documentId, forever())).toBe(0)
})

test('a job whose document is gone takes away what an attempt that was killed may have left', async () => {
  const companyId = anyCompany()
  const documentId = await accept(companyId, 22)
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
  const documentId = await accept(companyId, 23)
  const documents = { ...deps.documents, saveEmbeddings: () => Promise.reject(new Error('the database is away too')) }
  const store = failing('replace', storeIsAway)
  const run = processDocument({ ...deps, documents, vectors: store.vectors }, { companyId, documentId }, attempt())
  await expect(run).rejects.toBe(storeIsAway)
  expect(await deps.documents.find(companyId, documentId)).toMatchObject({ errorCode: 'vector_store_unavailable' })
})

test('a run that was overtaken keeps neither text nor embeddings', async () => {
  const companyId = anyCompany()
  const documentId = await accept(companyId, 24)
  const [first, second] = ['a', 'b'].map((letter) => ({
    companyId,
    documentId,
    runId: `00000000-0000-4000-8000-00000000000${letter}`,
  }))
  if (first === undefined || second === undefined) throw new Error('two runs')
  const text = { text: 'uno', blocks: [], pages: [], pagesApproximate: false, title: null, warnings: [] }
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
  const documentId = await accept(companyId, 25)
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
  const removing = removeDocument({ ...deps, vectors: slow, clock }, { companyId, documentId })
  const refused = removing.catch((error: unknown) => error)
  await asked.promise
  await clock.tick(20_000)
  expect(await refused).toMatchObject({ code: 'removal_pending', retryable: true })
  expect(await deps.documents.find(companyId, documentId)).toBeNull()
  ends.resolve()
  await eraseDocument(deps, { companyId, documentId }, 10_000, forever())
  expect(await deps.documents.findWithDeleted(companyId, documentId)).toBeNull()
})
