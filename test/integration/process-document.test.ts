import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { AppError, type ErrorCode } from '../../src/domain/errors.ts'
import type { DocumentId } from '../../src/domain/ids.ts'
import { acceptDocument } from '../../src/ingest/accept.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { eraseDocument, removeDocument } from '../../src/ingest/remove.ts'
import type { ObjectStore } from '../../src/ports/object-store.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { anyCompany } from '../harness/documents.ts'
import type { FakeEmbedder } from '../harness/fake-embedder.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'
import { spanishText } from '../harness/texts.ts'

let ingest: Ingest
let deps: Ingest['deps']
let embedder: FakeEmbedder
let vectors: VectorStore
const forever = () => AbortSignal.timeout(60_000)

beforeAll(async () => {
  ingest = await openIngest()
  ;({ deps, embedder, vectors } = ingest)
})
afterAll(() => ingest.close())
beforeEach(() => {
  embedder.before = async () => undefined
})

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
  const documentId = await ingest.accept(companyId, 1)
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
  const documentId = await ingest.accept(companyId, 2)
  const extracted = ingest.extractions()
  const store = failing('replace', storeIsAway)
  const many = ingest.depsWith({
    vectors: store.vectors,
    embedder: { ...embedder, limits: { targetTokens: 5, maxTokens: null } },
  })
  await expect(processDocument(many, { companyId, documentId }, attempt())).rejects.toMatchObject({ retryable: true })
  const waiting = await deps.documents.find(companyId, documentId)
  expect(waiting).toMatchObject({ status: 'uploaded', errorCode: 'vector_store_unavailable', attempts: 1 })
  expect(ingest.extractions() - extracted).toBe(1)
  const before = embedder.embedded()
  store.heal()
  expect(await processDocument(many, { companyId, documentId }, attempt())).toBe('processed')
  expect(ingest.extractions() - extracted).toBe(1)
  expect(embedder.embedded()).toBe(before)
})

test('a transient failure of the last attempt, of a store that takes what others write, is a terminal error with its code', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 3)
  const choosy: VectorStore = {
    ...vectors,
    replace: (scope, chunks, signal) =>
      chunks.length > 1 ? Promise.reject(storeIsAway) : vectors.replace(scope, chunks, signal),
  }
  expect(await processDocument(ingest.depsWith({ vectors: choosy }), { companyId, documentId }, attempt(true))).toBe(
    'failed',
  )
  expect(await deps.documents.find(companyId, documentId)).toMatchObject({
    status: 'error',
    errorCode: 'vector_store_unavailable',
    errorMessage: 'The vector store is away.',
  })
  expect(await vectors.count(companyId, documentId, forever())).toBe(0)
})

const isAway = (code: ErrorCode) => () => Promise.reject(new AppError(code, 'It is away.', { retryable: true }))

test.each([
  [
    'vector_store_unavailable',
    () => {
      const away = isAway('vector_store_unavailable')
      return ingest.depsWith({ vectors: { ...vectors, replace: away, describe: away } })
    },
  ],
  [
    'object_store_unavailable',
    () => {
      const away = isAway('object_store_unavailable')
      return { ...deps, objects: { ...deps.objects, get: away, check: away } }
    },
  ],
  [
    'embedder_unavailable',
    () => {
      const away = isAway('embedder_unavailable')
      return ingest.depsWith({ embedder: { ...embedder, embed: away, embedWithParts: away } })
    },
  ],
  ['reader_unavailable', () => ({ ...deps, extractor: { ...deps.extractor, extract: isAway('reader_unavailable') } })],
  // it answers, and takes nothing: a full disk, a server that only reads
  ['vector_store_unavailable', () => ingest.depsWith({ vectors: failing('replace', storeIsAway).vectors })],
  [
    'vector_store_rejected',
    () => ingest.depsWith({ vectors: { ...vectors, replace: isAway('vector_store_rejected') } }),
  ],
  [
    'database_unavailable',
    () => ({ ...deps, documents: { ...deps.documents, saveText: isAway('database_unavailable') } }),
  ],
] as const)(
  'while a part is away (%s) not even the last attempt ends a document in an error: it waits for it',
  async (code, without) => {
    const companyId = anyCompany()
    const documentId = await ingest.accept(companyId, 30)
    expect(await processDocument(without(), { companyId, documentId }, attempt(true))).toBe('given back')
    expect(await deps.documents.find(companyId, documentId)).toMatchObject({ status: 'uploaded', errorCode: code })
    expect(await processDocument(deps, { companyId, documentId }, attempt())).toBe('processed')
  },
)

test('a text of which alone the embedder fails ends in an error at the last attempt', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 31)
  const choosy = ingest.depsWith({
    embedder: {
      ...embedder,
      embedWithParts: isAway('embedder_unavailable'),
    },
  })
  expect(await processDocument(choosy, { companyId, documentId }, attempt(true))).toBe('failed')
  expect(await deps.documents.find(companyId, documentId)).toMatchObject({ errorCode: 'embedder_unavailable' })
})

test('a statement of a document that takes too long each time ends it in an error at the last attempt', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 32)
  const late = new AppError('database_unavailable', 'A statement took longer than it may.', {
    retryable: true,
    details: { statement: 'too long' },
  })
  const slow = { ...deps, documents: { ...deps.documents, saveText: () => Promise.reject(late) } }
  expect(await processDocument(slow, { companyId, documentId }, attempt(true))).toBe('failed')
})

test('what passes by itself is told without a stack when a document is given back for it', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 33)
  const said: (readonly [object, string])[] = []
  const log = { ...deps.log, warn: (fields: object, text: string) => void said.push([fields, text]) }
  const away = { ...ingest.depsWith({ vectors: failing('replace', storeIsAway).vectors }), log }
  await expect(processDocument(away, { companyId, documentId }, attempt())).rejects.toMatchObject({ retryable: true })
  expect(said).toEqual([
    [
      { companyId, documentId, code: 'vector_store_unavailable' },
      'gave a document back for another attempt: The vector store is away.',
    ],
  ])
})

test('an unexpected failure ends in an error that shows nothing of its inside', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 4)
  embedder.before = () => Promise.reject(new TypeError('secret internals'))
  expect(await processDocument(deps, { companyId, documentId }, attempt())).toBe('failed')
  const document = await deps.documents.find(companyId, documentId)
  expect(document).toMatchObject({ status: 'error', errorCode: 'internal' })
  expect(document?.errorMessage).not.toContain('secret')
})

test('a document deleted while it is embedded leaves nothing behind, in any store', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 5)
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
  const file = path.join(ingest.folder, 'overtaken.txt')
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
  await expect(acceptDocument({ ...deps, objects }, upload)).rejects.toMatchObject({ code: 'conflict' })
  expect(stored).toHaveLength(1)
  for (const id of stored) expect(await deps.objects.list(companyId, id, forever())).toEqual([])
})

test('a removal while the vector store is away answers "pending", hides the document, and is finished by its job', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 6)
  await processDocument(deps, { companyId, documentId }, attempt())
  const store = failing('remove', storeIsAway)
  const removing = removeDocument(ingest.depsWith({ vectors: store.vectors }), { companyId, documentId })
  await expect(removing).rejects.toMatchObject({ code: 'removal_pending', retryable: true })
  expect(await deps.documents.find(companyId, documentId)).toBeNull()
  expect(await vectors.count(companyId, documentId, forever())).toBeGreaterThan(0)
  store.heal()
  await eraseDocument(ingest.depsWith({ vectors: store.vectors }), { companyId, documentId }, 1000, forever())
  expect(await vectors.count(companyId, documentId, forever())).toBe(0)
  expect(await deps.documents.findWithDeleted(companyId, documentId)).toBeNull()
})

test('a worker that is stopped gives its document back without spending it', async () => {
  const companyId = anyCompany()
  const documentId = await ingest.accept(companyId, 7)
  const stopping = new AbortController()
  embedder.before = async () => {
    stopping.abort(new AppError('cancelled', 'The worker is stopping.', { retryable: true }))
    stopping.signal.throwIfAborted()
  }
  const run = processDocument(deps, { companyId, documentId }, { signal: stopping.signal, last: true })
  await expect(run).rejects.toMatchObject({ code: 'cancelled', retryable: true })
  expect(await deps.documents.find(companyId, documentId)).toMatchObject({ status: 'uploaded' })
})
