import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/adapters/postgres/database.ts'
import type { CompanyId } from '../../src/domain/ids.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { NewDocument } from '../../src/ports/documents/document-uploads.ts'
import { testCollectionId } from '../harness/collections.ts'
import { anyCompany, chunksOf, uploadedDocument } from '../harness/documents.ts'
import { openDocumentStore } from '../harness/document-store.ts'

let db: Database
let documents: DocumentStore
let close: () => Promise<void>

beforeAll(async () => {
  ;({ db, documents, close } = await openDocumentStore())
})
afterAll(() => close())

/** A document whose run is under way. */
async function begun(companyId: CompanyId, changes: Partial<NewDocument> = {}) {
  const run = { ...(await uploadedDocument(documents, companyId, changes)), runId: randomUUID() }
  expect(await documents.claim(run)).not.toBeNull()
  return run
}

const commitInput = (...texts: string[]) => {
  const chunks = chunksOf(...texts)
  const pieceVectors = chunks.map(() => null)
  return {
    collectionId: testCollectionId,
    chunks,
    titles: texts,
    documentTitle: null,
    terms: texts,
    pieceVectors,
    warnings: [],
  }
}

const nothing = async () => undefined

test('a document is read as its stored text with pages, one without as its chunks, and only when it is processed', async () => {
  const company = anyCompany()
  const run = await begun(company)
  const scope = { companyId: company, documentId: run.documentId }
  const extracted = {
    text: 'uno\ndos',
    blocks: [],
    pages: [{ number: 1, start: 0, end: 7 }],
    pagesApproximate: false,
    tables: [],
    title: 'Título',
    warnings: [],
  }
  await documents.saveText(run, extracted)
  expect(await documents.readText(scope)).toBeNull()
  await documents.commit(run, commitInput('uno', 'dos'), nothing)
  expect(await documents.readText(scope)).toMatchObject({ text: 'uno\ndos', pages: extracted.pages, title: 'Título' })
  expect(await documents.readText({ ...scope, companyId: anyCompany() })).toBeNull()
  await db.deleteFrom('document_texts').where('document_id', '=', run.documentId).execute()
  expect(await documents.readText(scope)).toMatchObject({ text: 'uno\ndos', pages: [], title: null })
})

test('documents are selected by id, type, date and metadata, of one company and processed ones only', async () => {
  const company = anyCompany()
  const all = { documentIds: null, types: null, from: null, before: null, metadata: null }
  const processed = async (owner: CompanyId, changes: Partial<NewDocument>) => {
    const run = await begun(owner, changes)
    await documents.commit(run, commitInput('uno'), nothing)
    return run.documentId
  }
  const pdf = { fileType: 'application/pdf', metadata: { sede: 'Lima', year: 2026, tags: ['a', 'b'] } }
  const lima = await processed(company, { ...pdf, fileName: 'Lima.PDF' })
  const quito = await processed(company, { fileName: 'quito.txt', metadata: { sede: 'Quito', tags: ['b'] } })
  const plain = await processed(company, { fileName: 'sin.txt' })
  await uploadedDocument(documents, company, { ...pdf, fileName: 'pendiente.pdf' })
  await processed(anyCompany(), { ...pdf, fileName: 'ajeno.pdf' })
  await documents.markDeleted(company, await processed(company, { ...pdf, fileName: 'borrado.pdf' }))
  await sql`update documents set uploaded_at = '2026-03-31T10:00:00Z' where id = ${quito}`.execute(db)

  const selected = async (changes: Partial<Parameters<DocumentStore['select']>[1]>) =>
    new Set(await documents.select(company, { ...all, ...changes }))
  const metadata = (...pairs: [string, (string | number | boolean)[]][]) => ({ metadata: new Map(pairs) })
  expect(await selected({})).toEqual(new Set([lima, quito, plain]))
  expect(
    await selected({ documentIds: [plain, lima, (await uploadedDocument(documents, anyCompany())).documentId] }),
  ).toEqual(new Set([plain, lima]))
  expect(await selected({ types: ['application/pdf'] })).toEqual(new Set([lima]))
  expect(await selected({ types: ['pdf'] })).toEqual(new Set([lima]))
  expect(await selected({ types: ['txt', 'application/pdf'] })).toEqual(new Set([lima, quito, plain]))
  expect(await selected({ types: ['%'] })).toEqual(new Set())
  expect(await selected({ before: new Date('2026-04-01') })).toEqual(new Set([quito]))
  expect(await selected({ from: new Date('2026-03-31T10:00:00Z'), before: new Date('2026-04-01') })).toEqual(
    new Set([quito]),
  )
  expect(await selected(metadata(['sede', ['Lima', 'Bogotá']]))).toEqual(new Set([lima]))
  expect(await selected(metadata(['tags', ['b']]))).toEqual(new Set([lima, quito]))
  expect(await selected(metadata(['tags', ['b']], ['year', [2026]]))).toEqual(new Set([lima]))
  expect(await selected(metadata(['year', ['2026']]))).toEqual(new Set())
  expect(await selected({ ...metadata(['tags', ['a']]), types: ['txt'] })).toEqual(new Set())
})
