import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTextIndex } from '../../src/adapters/postgres/words/text-index.ts'
import { createWordStatistics } from '../../src/adapters/postgres/words/word-statistics.ts'
import type { CompanyId } from '../../src/domain/ids.ts'
import { indexMissingWords } from '../../src/ingest/index-words.ts'
import { processDocument } from '../../src/ingest/process.ts'
import { removeDocument } from '../../src/ingest/remove.ts'
import type { TextIndex } from '../../src/ports/text-index.ts'
import type { WordStatistics } from '../../src/ports/word-statistics.ts'
import { anyCompany } from '../harness/documents.ts'
import { openIngest, type Ingest } from '../harness/ingest.ts'

let ingest: Ingest
let words: WordStatistics
let textIndex: TextIndex
const inTime = () => AbortSignal.timeout(60_000)

beforeAll(async () => {
  ingest = await openIngest()
  words = createWordStatistics(ingest.db)
  textIndex = createTextIndex(ingest.db)
})
afterAll(() => ingest.close())

async function add(companyId: CompanyId, number: number) {
  const documentId = await ingest.accept(companyId, number)
  await processDocument(ingest.deps, { companyId, documentId }, { signal: inTime(), last: false })
  return documentId
}

async function searchFor(companyId: CompanyId, question: string) {
  const counted = await words.of(companyId)
  const statistics = counted === null ? {} : { statistics: counted.words }
  return {
    companyId,
    limit: 100,
    terms: ingest.deps.analyser.analyseQuestion(question),
    ...statistics,
    signal: inTime(),
  }
}
const question = '¿Qué número de la empresa tiene el contrato?'
const termRows = (companyId: CompanyId) =>
  ingest.db.selectFrom('chunk_terms').selectAll().where('company_id', '=', companyId).execute()

test('finds the same chunks with the same scores as the embedded store, in one company only', async () => {
  const [own, other] = [anyCompany(), anyCompany()]
  for (let number = 1; number < 5; number += 1) await add(number === 4 ? other : own, number)
  const search = await searchFor(own, question)
  const hits = await textIndex.search(search)
  expect(hits.length).toBeGreaterThan(3)
  expect(hits).toEqual(await ingest.vectors.searchSparse(search))
  expect(await textIndex.search({ ...search, limit: 2 })).toEqual(hits.slice(0, 2))
  const [first] = hits
  if (first === undefined) throw new Error('expected a hit')
  const within = await textIndex.search({ ...search, documentIds: [first.documentId] })
  expect(within).toEqual(hits.filter(({ documentId }) => documentId === first.documentId))
  expect(await textIndex.search({ ...search, documentIds: [] })).toEqual([])
  expect(await textIndex.search(await searchFor(anyCompany(), question))).toEqual([])
})

test('is written with the chunks and goes with them', async () => {
  const companyId = anyCompany()
  const documentId = await add(companyId, 5)
  expect(await words.of(companyId)).toMatchObject({ complete: true, indexed: true })
  const chunks = await ingest.db
    .selectFrom('document_chunks')
    .select('id')
    .where('document_id', '=', documentId)
    .execute()
  expect((await termRows(companyId)).map((row) => row.chunk_id).toSorted()).toEqual(
    chunks.map(({ id }) => id).toSorted(),
  )
  await removeDocument(ingest.deps, { companyId, documentId })
  expect(await termRows(companyId)).toEqual([])
})

test('documents of the original are put into it from their stored chunks, and answers say until then that some are missing', async () => {
  const companyId = anyCompany()
  await add(companyId, 6)
  const adopted = randomUUID()
  const base = { company_id: companyId, file_name: 'acta.pdf', file_type: 'application/pdf', status: 'processed' }
  await ingest.db
    .insertInto('documents')
    .values({
      ...base,
      id: adopted,
      file_path: null,
      metadata: null,
      chunk_count: 2,
      error_message: null,
      size_bytes: null,
      content_hash: null,
      error_code: null,
      run_id: null,
    })
    .execute()
  for (const [index, content] of ['La garantía dura dos años.', 'El pago es por adelantado.'].entries()) {
    await ingest.db
      .insertInto('document_chunks')
      .values({
        document_id: adopted,
        company_id: companyId,
        chunk_index: index,
        content,
        metadata: null,
        embedding_id: `${adopted}_${index}`,
        vector_status: 'created',
        char_start: null,
        char_end: null,
      })
      .execute()
  }
  expect(await words.of(companyId)).toMatchObject({ complete: false, indexed: false })
  expect(await textIndex.search(await searchFor(companyId, '¿Cuánto dura la garantía?'))).toEqual([])
  await indexMissingWords(ingest.deps, inTime())
  expect(await words.of(companyId)).toMatchObject({ complete: true, indexed: true })
  const [best] = await textIndex.search(await searchFor(companyId, '¿Cuánto dura la garantía?'))
  expect(best?.id).toBe(`${adopted}_0`)
})

test('what a version before the text index counted is put into it, and counted as it was', async () => {
  const companyId = anyCompany()
  await add(companyId, 7)
  const before = await termRows(companyId)
  await ingest.db.deleteFrom('chunk_terms').where('company_id', '=', companyId).execute()
  // what it does to a document that was indexed: another change, of which it says nothing here
  await ingest.db.updateTable('document_words').set({ indexed_seq: '1' }).where('company_id', '=', companyId).execute()
  const counted = await words.of(companyId)
  expect(counted).toMatchObject({ complete: true, indexed: false })
  await indexMissingWords(ingest.deps, inTime())
  const after = await words.of(companyId)
  expect(after).toMatchObject({ complete: true, indexed: true })
  expect(after?.words.chunks).toBe(counted?.words.chunks)
  const byId = (rows: typeof before) => rows.toSorted((a, b) => (a.chunk_id < b.chunk_id ? -1 : 1))
  expect(byId(await termRows(companyId))).toEqual(byId(before))
})

test('a document whose chunks changed meanwhile is left to the next round', async () => {
  const companyId = anyCompany()
  const documentId = await add(companyId, 8)
  await ingest.db.deleteFrom('document_words').where('document_id', '=', documentId).execute()
  const [document] = await ingest.deps.documents.unindexed(null, 10)
  if (document === undefined) throw new Error('expected a document without terms')
  await ingest.db
    .deleteFrom('document_chunks')
    .where('document_id', '=', documentId)
    .where('chunk_index', '=', 0)
    .execute()
  await ingest.deps.documents.indexWords(
    document,
    document.chunks.map(() => 'otro'),
  )
  expect(await words.of(companyId)).toMatchObject({ complete: false, indexed: false })
})
