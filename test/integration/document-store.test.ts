import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/adapters/postgres/database.ts'
import { createPassageStore } from '../../src/adapters/postgres/passage-store.ts'
import { chunkId, type ChunkId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { Run } from '../../src/ports/documents/document-runs.ts'
import type { NewDocument } from '../../src/ports/documents/document-uploads.ts'
import { testCollectionId } from '../harness/collections.ts'
import { anyCompany, chunksOf, newDocument, pendingUpload, sha256, uploadedDocument } from '../harness/documents.ts'
import { openDocumentStore } from '../harness/document-store.ts'

let db: Database
let documents: DocumentStore
let close: () => Promise<void>

beforeAll(async () => {
  ;({ db, documents, close } = await openDocumentStore())
})
afterAll(() => close())

async function uploaded(
  companyId: CompanyId,
  changes: Partial<NewDocument> = {},
): Promise<{ readonly id: DocumentId }> {
  return { id: (await uploadedDocument(documents, companyId, changes)).documentId }
}

const accept = (companyId: CompanyId, changes: Partial<NewDocument>) =>
  documents.accept(newDocument(companyId, changes), randomUUID())

async function claimed(companyId: CompanyId, documentId: DocumentId): Promise<Run> {
  const run = { companyId, documentId, runId: randomUUID() }
  expect(await documents.claim(run)).not.toBeNull()
  return run
}

async function jobsOf(documentId: DocumentId): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from jobs.job where data ->> 'documentId' = ${documentId} and state < 'completed' order by name
  `.execute(db)
  return rows.map((row) => row.name)
}

const nothing = async () => undefined
const passagesOf = (companyId: CompanyId, ...ids: readonly ChunkId[]) => createPassageStore(db).load(companyId, ids)
const beginningsOf = async (companyId: CompanyId, ...beginning: readonly ChunkId[]) =>
  (await createPassageStore(db).look(companyId, { whole: [], beginning, length: 3 })).beginnings

const commitInput = (...texts: string[]) => {
  const chunks = chunksOf(...texts)
  const titles = chunks.map((chunk) => `chunk ${chunk.index}`)
  const pieceVectors = chunks.map(() => null)
  const documentTitle = 'What it calls itself'
  return {
    collectionId: testCollectionId,
    chunks,
    titles,
    documentTitle,
    terms: [...texts],
    pieceVectors,
    warnings: [],
  }
}

test('a document indexed in a collection that is no longer active is not processed', async () => {
  const company = anyCompany()
  const { id } = await uploaded(company)
  const run = await claimed(company, id)
  const other = { ...commitInput('uno'), collectionId: '00000000-0000-4000-8000-00000000dead' }
  const late = { code: 'conflict', retryable: true }
  await expect(documents.commit(run, other, async () => undefined)).rejects.toMatchObject(late)
  expect(await documents.find(company, id)).toMatchObject({ status: 'processing', chunkCount: 0 })
  expect(await documents.commit(run, commitInput('uno'), async () => undefined)).toBe(true)
})

test('a retry right after the failure waits for the last job to end and gets one of its own', async () => {
  const company = anyCompany()
  const { id } = await uploaded(company)
  await documents.fail(await claimed(company, id), { code: 'corrupt_file', message: 'The file is broken.' }, nothing)
  const retried = documents.retry(company, id)
  await sql`update jobs.job set state = 'completed' where data ->> 'documentId' = ${id}`.execute(db)
  expect(await retried).toMatchObject({ status: 'processing' })
  expect(await jobsOf(id)).toEqual(['document.process'])
})

describe('accepting', () => {
  test('the row and its job appear together, and only when the original is stored', async () => {
    const company = anyCompany()
    const upload = await pendingUpload(documents, company)
    expect(await jobsOf(upload.documentId)).toEqual([])
    await documents.confirmUpload(upload)
    expect(await jobsOf(upload.documentId)).toEqual(['document.process'])
    expect((await documents.find(company, upload.documentId))?.status).toBe('uploaded')
  })

  test('the same bytes under another name are a duplicate of the first document', async () => {
    const company = anyCompany()
    const first = await uploaded(company, { contentHash: sha256('same') })
    const second = await accept(company, { contentHash: sha256('same') })
    expect(second).toMatchObject({ kind: 'duplicate', by: 'content', document: { id: first.id } })
  })

  test('other bytes under the same name are a duplicate by name', async () => {
    const company = anyCompany()
    const first = await uploaded(company, { fileName: 'informe.pdf' })
    const second = await accept(company, { fileName: 'informe.pdf' })
    expect(second).toMatchObject({ kind: 'duplicate', by: 'name', document: { id: first.id } })
  })

  test('another company may have the same bytes under the same name', async () => {
    const same = { fileName: 'informe.pdf', contentHash: sha256('shared') }
    await uploaded(anyCompany(), same)
    expect((await accept(anyCompany(), same)).kind).toBe('accepted')
  })

  test('of twenty uploads of the same bytes at once one is accepted, and has one job', async () => {
    const company = anyCompany()
    const kinds = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const token = randomUUID()
        const acceptance = await documents.accept(newDocument(company, { contentHash: sha256('twenty') }), token)
        if (acceptance.kind !== 'accepted') return acceptance.kind
        const confirmed = await documents.confirmUpload({
          companyId: company,
          documentId: acceptance.document.id,
          token,
        })
        return confirmed ? 'confirmed' : 'not confirmed'
      }),
    )
    expect(kinds.filter((kind) => kind === 'confirmed')).toHaveLength(1)
    expect(kinds.every((kind) => ['confirmed', 'being_uploaded', 'duplicate'].includes(kind))).toBe(true)
    const list = await documents.list(company, 100, 0)
    expect(list).toHaveLength(1)
    expect(await jobsOf(list[0]?.id ?? ('' as DocumentId))).toEqual(['document.process'])
  })

  test('a failed document gives way to a new upload and is removed by a job', async () => {
    const company = anyCompany()
    const failed = await uploaded(company, { contentHash: sha256('fails') })
    await documents.fail(
      await claimed(company, failed.id),
      { code: 'corrupt_file', message: 'The file is damaged.' },
      nothing,
    )
    const again = await accept(company, { contentHash: sha256('fails') })
    expect(again).toMatchObject({ kind: 'accepted', replaced: [failed.id] })
    expect(await documents.find(company, failed.id)).toBeNull()
    expect(await jobsOf(failed.id)).toContain('document.remove')
  })
})

describe('runs', () => {
  test('a second claim ends the first run: it can no longer write', async () => {
    const company = anyCompany()
    const { id } = await uploaded(company)
    const first = await claimed(company, id)
    const second = await claimed(company, id)
    expect(await documents.advance(first, { stage: 'embed', done: 1, total: 2 })).toBe(false)
    expect(await documents.fail(first, { code: 'internal', message: 'late' }, nothing)).toBe(false)
    let indexed = false
    expect(await documents.commit(first, commitInput('uno'), async () => void (indexed = true))).toBe(false)
    expect(indexed).toBe(false)
    expect(await documents.advance(second, { stage: 'embed', done: 1, total: 2 })).toBe(true)
  })

  test('a commit stores chunks and status together and replaces what was there', async () => {
    const company = anyCompany()
    const { id } = await uploaded(company)
    await documents.commit(await claimed(company, id), commitInput('uno dos', 'tres'), nothing)
    const document = await documents.find(company, id)
    expect(document).toMatchObject({
      status: 'processed',
      chunkCount: 2,
      progress: { stage: 'done', done: 2, total: 2 },
    })
    const passages = await passagesOf(company, chunkId(id, 0), chunkId(id, 1))
    expect(passages.map((passage) => passage.text).toSorted()).toEqual(['tres', 'uno dos'])
    expect(passages.map(({ documentTitle }) => documentTitle)).toEqual(['What it calls itself', 'What it calls itself'])
    const beginnings = await beginningsOf(company, chunkId(id, 0), chunkId(id, 1), chunkId(id, 2))
    expect(Object.fromEntries(beginnings)).toEqual({ [chunkId(id, 0)]: 'uno', [chunkId(id, 1)]: 'tre' })
    expect(await beginningsOf(anyCompany(), chunkId(id, 0))).toEqual(new Map())
    const wanted = { whole: [chunkId(id, 0)], beginning: [chunkId(id, 1)], length: 3 }
    expect(await createPassageStore(db).look(company, wanted)).toEqual({
      passages: await passagesOf(company, chunkId(id, 0)),
      beginnings: new Map([[chunkId(id, 1), 'tre']]),
    })
  })

  test('a failed index step leaves no chunk and no status behind', async () => {
    const company = anyCompany()
    const { id } = await uploaded(company)
    const run = await claimed(company, id)
    const failing = documents.commit(run, commitInput('uno'), () => Promise.reject(new Error('store is away')))
    await expect(failing).rejects.toThrow('store is away')
    expect(await documents.find(company, id)).toMatchObject({ status: 'processing', chunkCount: 0 })
  })

  test('a processed or failed document is not claimed again', async () => {
    const company = anyCompany()
    const { id } = await uploaded(company)
    await documents.fail(await claimed(company, id), { code: 'no_text', message: 'Nothing to read.' }, nothing)
    expect(await documents.claim({ companyId: company, documentId: id, runId: randomUUID() })).toBeNull()
    expect(await documents.retry(company, id)).toMatchObject({ status: 'processing', errorCode: null })
    expect(await documents.retry(company, id)).toBeNull()
  })

  test('text and embeddings of an unfinished attempt come back bit by bit', async () => {
    const company = anyCompany()
    const { id } = await uploaded(company)
    const run = await claimed(company, id)
    const extracted = {
      text: 'Título\nUn párrafo.',
      blocks: [
        { kind: 'heading' as const, level: 1, start: 0, end: 6 },
        { kind: 'paragraph' as const, start: 7, end: 18 },
      ],
      pages: [{ number: 1, start: 0, end: 18 }],
      pagesApproximate: false,
      tables: [],
      title: null,
      warnings: [{ code: 'page_without_text' as const, facts: { page: 2 } }],
    }
    await documents.saveText(run, extracted)
    expect(await documents.loadText(company, id)).toEqual(extracted)
    expect(await documents.loadText(anyCompany(), id)).toBeNull()
    const embedding = Float32Array.from([0.1, -0.2, 3e-8])
    await documents.saveEmbeddings(run, [{ textHash: 'a', embedding }])
    expect((await documents.loadEmbeddings(company, id)).get('a')).toEqual(embedding)
    await documents.commit(run, commitInput('uno'), async () => undefined)
    expect((await documents.loadEmbeddings(company, id)).size).toBe(0)
  })
})

describe('deleting', () => {
  test('a deleted document is hidden at once, in lists, by id and as a passage', async () => {
    const company = anyCompany()
    const { id } = await uploaded(company)
    await documents.commit(await claimed(company, id), commitInput('uno'), async () => undefined)
    await documents.markDeleted(company, id)
    expect(await documents.find(company, id)).toBeNull()
    expect(await documents.list(company, 10, 0)).toEqual([])
    expect(await passagesOf(company, chunkId(id, 0))).toEqual([])
    expect(await beginningsOf(company, chunkId(id, 0))).toEqual(new Map())
    expect(await jobsOf(id)).toContain('document.remove')
  })

  test('a run of a deleted document may neither report nor commit', async () => {
    const company = anyCompany()
    const { id } = await uploaded(company)
    const run = await claimed(company, id)
    await documents.markDeleted(company, id)
    expect(await documents.advance(run, { stage: 'embed', done: 0, total: 1 })).toBe(false)
    expect(await documents.commit(run, commitInput('uno'), async () => undefined)).toBe(false)
  })

  test('a removal waits for the index step that is running, then takes everything away', async () => {
    const company = anyCompany()
    const { id } = await uploaded(company)
    const run = await claimed(company, id)
    const order: string[] = []
    const { promise: indexing, resolve: finishIndexing } = Promise.withResolvers<void>()
    const { promise: began, resolve: begin } = Promise.withResolvers<void>()
    const commit = documents.commit(run, commitInput('uno'), async () => {
      begin()
      await indexing
      order.push('indexed')
    })
    await began
    await documents.markDeleted(company, id)
    await expect(documents.erase(company, id, 50, async () => undefined)).rejects.toMatchObject({
      code: 'removal_pending',
    })
    const erase = documents.erase(company, id, 10_000, async () => void order.push('erased'))
    finishIndexing()
    await Promise.all([commit, erase])
    expect(order).toEqual(['indexed', 'erased'])
    expect(await documents.findWithDeleted(company, id)).toBeNull()
    const left = await db.selectFrom('document_chunks').select('id').where('document_id', '=', id).execute()
    expect(left).toEqual([])
  })

  test('removals that wait for a store that hangs leave the database to others, and a later one waits for its turn only so long', async () => {
    const company = anyCompany()
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await uploaded(company)).id))
    for (const id of ids) await documents.markDeleted(company, id)
    const { promise: hanging, resolve: answer } = Promise.withResolvers<void>()
    const first = ids.slice(0, 10).map((id) => documents.erase(company, id, 60_000, () => hanging))
    const late = ids.slice(10).map((id) => documents.erase(company, id, 50, () => hanging))
    for (const one of late) await expect(one).rejects.toMatchObject({ code: 'removal_pending', retryable: true })
    // another company removes and reads meanwhile
    const other = anyCompany()
    const { id } = await uploaded(other)
    await documents.markDeleted(other, id)
    expect(await documents.erase(other, id, 60_000, async () => undefined)).toBe(true)
    answer()
    expect(await Promise.all(first)).toEqual(first.map(() => true))
  })

  test('erasing twice is harmless, and a live document is never erased', async () => {
    const company = anyCompany()
    const { id } = await uploaded(company)
    expect(await documents.erase(company, id, 1000, async () => undefined)).toBe(false)
    await documents.markDeleted(company, id)
    expect(await documents.erase(company, id, 1000, async () => undefined)).toBe(true)
    expect(await documents.erase(company, id, 1000, async () => undefined)).toBe(false)
    expect(await documents.markDeleted(company, id)).toBeNull()
  })

  test('another company can neither see nor delete a document', async () => {
    const company = anyCompany()
    const stranger = anyCompany()
    const { id } = await uploaded(company)
    expect(await documents.find(stranger, id)).toBeNull()
    expect(await documents.markDeleted(stranger, id)).toBeNull()
    expect(await documents.retry(stranger, id)).toBeNull()
    expect(await documents.find(company, id)).not.toBeNull()
  })
})

test('a document whose last attempt was lost ends in an error that says so', async () => {
  const company = anyCompany()
  const { id } = await uploaded(company)
  const run = await claimed(company, id)
  await documents.giveBack(run, { code: 'vector_store_unavailable', message: 'The vector store is away.' })
  expect(await documents.find(company, id)).toMatchObject({ status: 'uploaded', errorCode: 'vector_store_unavailable' })
  expect(await documents.failExhausted({ companyId: company, documentId: id }, nothing)).toBe(true)
  const document = await documents.find(company, id)
  expect(document).toMatchObject({ status: 'error', errorCode: 'vector_store_unavailable' })
  expect(document?.errorMessage).toContain('Gave up after 1 attempts')
})
