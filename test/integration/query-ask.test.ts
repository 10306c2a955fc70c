import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAnalyser } from '../../src/adapters/analyse/analyser.ts'
import { detectLanguage, sureLanguage } from '../../src/adapters/analyse/language.ts'
import { openLanceDb } from '../../src/adapters/lancedb/open-lance-db.ts'
import { createChatStore } from '../../src/adapters/postgres/chat-store.ts'
import { createTextIndex } from '../../src/adapters/postgres/words/text-index.ts'
import { createWordStatistics } from '../../src/adapters/postgres/words/word-statistics.ts'
import { createPassageStore } from '../../src/adapters/postgres/passage-store.ts'
import { indexedText } from '../../src/domain/chunk.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { ExtractedText } from '../../src/domain/extracted.ts'
import { parseUserId, type ChatId, type CompanyId, type DocumentId } from '../../src/domain/ids.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { chunkDocument } from '../../src/ingest/chunk/chunk-document.ts'
import { chunkTitle, toIndexedChunks } from '../../src/ingest/index-chunks.ts'
import type { ChatStore } from '../../src/ports/chat-store.ts'
import type { DocumentStore } from '../../src/ports/document-store.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import type { AskDeps } from '../../src/query/ask-options.ts'
import { createAsk, type AskResult } from '../../src/query/ask.ts'
import { anyCompany, uploadedDocument } from '../harness/documents.ts'
import { createFakeEmbedder } from '../harness/fake-embedder.ts'
import { oneCollection, testCollectionId } from '../harness/collections.ts'
import { openDocumentStore } from '../harness/document-store.ts'
import { silentLog } from '../harness/log.ts'
import { asPassages } from '../harness/embed-request.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const embedder = createFakeEmbedder()
const analyser = createAnalyser()
const userId = parseUserId(randomUUID())
const inTime = () => AbortSignal.timeout(60_000)

let documents: DocumentStore
let vectors: VectorStore
let chats: ChatStore
let deps: AskDeps
let close: () => Promise<void>

beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-ask-'))
  const store = await openDocumentStore()
  const { db } = store
  documents = store.documents
  chats = createChatStore(db)
  vectors = await openLanceDb({ directory: path.join(folder, 'vectors'), collection: 'test', log: silentLog })
  await vectors.ensure({ name: 'test', dimension: 32, fingerprint: embedder.fingerprint }, inTime())
  deps = {
    analyser,
    collections: oneCollection({ vectors, embedder }),
    passages: createPassageStore(db),
    words: createWordStatistics(db),
    textIndex: createTextIndex(db),
    chats,
    documents,
    detectLanguage,
    languageOf: sureLanguage,
    answerModel: null,
    clock: systemClock,
    log: silentLog,
  }
  close = async () => {
    await vectors.close()
    await store.close()
    await removeFolder(folder)
  }
})
afterAll(() => close())

const firstPage = 'La empresa tiene su sede en Lima. El plazo de entrega es de diez días hábiles.'
const secondPage = 'La garantía cubre los defectos de fábrica durante dos años. El pago se hace por adelantado.'

/** One paragraph that runs over the break between pages 6 and 7. */
function contract(): ExtractedText {
  const text = `${firstPage} ${secondPage}`
  return {
    text,
    blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
    pages: [
      { number: 6, start: 0, end: firstPage.length + 1 },
      { number: 7, start: firstPage.length + 1, end: text.length },
    ],
    pagesApproximate: false,
    tables: [],
    title: null,
    warnings: [],
  }
}

/** A processed document, stored and indexed by the product's own steps. */
async function ingest(
  companyId: CompanyId,
  fileName: string,
  extracted: ExtractedText,
  metadata: Readonly<Record<string, unknown>> | null = null,
): Promise<DocumentId> {
  const run = { ...(await uploadedDocument(documents, companyId, { fileName, metadata })), runId: randomUUID() }
  const document = await documents.claim(run)
  if (document === null) throw new Error('expected the document to be claimed')
  await documents.saveText(run, extracted)
  const chunks = await chunkDocument(extracted, {
    ...embedder.limits,
    countTokens: (text) => embedder.countTokens(text),
  })
  const embeddings = await embedder.embed(
    chunks.map((chunk) => indexedText(chunk, extracted.title)),
    asPassages(inTime()),
  )
  const rows = await toIndexedChunks(analyser, { ...document, title: extracted.title }, chunks, embeddings)
  const titles = chunks.map((chunk) => chunkTitle(fileName, chunk))
  const terms = rows.map((row) => row.terms)
  const pieceVectors = chunks.map(() => null)
  const documentTitle = extracted.title
  const input = { collectionId: testCollectionId, chunks, titles, documentTitle, terms, pieceVectors, warnings: [] }
  await documents.commit(run, input, () => vectors.replace(run, rows, inTime()))
  return document.id
}

const askWith = (changes: Partial<AskDeps>, companyId: CompanyId, question: string, chatId: ChatId | null = null) =>
  createAsk({ ...deps, ...changes })({ companyId, userId, question, chatId, topK: null, signal: inTime() })
const ask = (companyId: CompanyId, question: string): Promise<AskResult> => askWith({}, companyId, question)

test('a question is answered from the documents its filters let through, and says when there are none', async () => {
  const companyId = anyCompany()
  const all = { documentIds: null, types: null, from: null, before: null, metadata: null }
  const written = (text: string): ExtractedText => {
    const blocks = [{ kind: 'paragraph', start: 0, end: text.length } as const]
    return { ...contract(), text, blocks, pages: [] }
  }
  const lima = await ingest(companyId, 'lima.txt', written('El plazo de entrega en Lima es de diez días.'), {
    sede: 'Lima',
  })
  await ingest(companyId, 'quito.txt', written('El plazo de entrega en Quito es de veinte días.'), { sede: 'Quito' })
  const asking = createAsk(deps)
  const request = { companyId, userId, question: '¿Cuál es el plazo de entrega?', chatId: null, topK: null }
  const filtered = (sede: string) =>
    asking({ ...request, filter: { ...all, metadata: new Map([['sede', [sede]]]) }, signal: inTime() })
  const found = await filtered('Lima')
  expect(new Set(found.passages.map(({ documentId }) => documentId))).toEqual(new Set([lima]))
  expect(found.citations[0]?.quote).toContain('Lima')
  const none = await filtered('Bogotá')
  expect(none).toMatchObject({ answerKind: 'nothing_found', passages: [] })
  expect(none.retrieval).toMatchObject({ degraded: false, reasons: ['filters: no document matches'] })
  const everything = await asking({ ...request, signal: inTime() })
  expect(new Set(everything.passages.map(({ documentId }) => documentId)).size).toBe(2)
})

test('quotes stand in the stored text where the citation says, on the page they stand on', async () => {
  const companyId = anyCompany()
  const documentId = await ingest(companyId, 'contrato.pdf', contract())
  const stored = await documents.loadText(companyId, documentId)

  const delivery = await ask(companyId, '¿Cuál es el plazo de entrega?')
  expect(delivery.citations[0]).toMatchObject({ fileName: 'contrato.pdf', place: { kind: 'page', number: 6 } })
  const warranty = await ask(companyId, '¿Cuántos años dura la garantía de fábrica?')
  expect(warranty.citations[0]).toMatchObject({
    place: { kind: 'page', number: 7 },
    quote: expect.stringContaining('La garantía cubre los defectos de fábrica durante dos años.'),
  })
  // the chunk itself begins on page 6
  expect(warranty.passages[0]?.place).toEqual({ kind: 'page', number: 6 })
  for (const { quote, start, end } of [...delivery.citations, ...warranty.citations]) {
    expect(stored?.text.slice(start, end)).toBe(quote)
  }
})

test('the same question with and without accents finds the same passages', async () => {
  const companyId = anyCompany()
  await ingest(companyId, 'contrato.pdf', contract())
  const written = await ask(companyId, '¿Qué garantía hay por defectos de fábrica?')
  const plain = await ask(companyId, '¿Que garantia hay por defectos de fabrica?')
  expect(plain.citations[0]?.quote).toBe(written.citations[0]?.quote)
})

test('a company never hears of another one’s documents', async () => {
  const [owner, stranger] = [anyCompany(), anyCompany()]
  await ingest(owner, 'contrato.pdf', contract())
  expect(await ask(stranger, '¿Cuál es el plazo de entrega?')).toMatchObject({
    answerKind: 'nothing_found',
    passages: [],
    citations: [],
  })
})

test('a deleted document is out of answers at once, while its vectors are still there', async () => {
  const companyId = anyCompany()
  const documentId = await ingest(companyId, 'contrato.pdf', contract())
  await documents.markDeleted(companyId, documentId)
  expect(await vectors.count(companyId, documentId, inTime())).toBeGreaterThan(0)
  expect((await ask(companyId, '¿Cuál es el plazo de entrega?')).answerKind).toBe('nothing_found')
})

test('question and answer are in the chat afterwards, with the sources as the original stores them', async () => {
  const companyId = anyCompany()
  const documentId = await ingest(companyId, 'contrato.pdf', contract())
  const { chatId, answer } = await ask(companyId, '¿Cuál es el plazo de entrega?')
  const messages = await chats.messages(companyId, userId, chatId, { limit: 10, offset: 0 })
  expect(messages?.map(({ role, content }) => [role, content])).toEqual([
    ['user', '¿Cuál es el plazo de entrega?'],
    ['assistant', answer],
  ])
  expect(messages?.[1]?.sources?.[0]).toMatchObject({
    id_documento: `${documentId}_0`,
    nombre_archivo: 'contrato.pdf',
    pagina: '6',
    cita_tag: '[Doc 1]',
  })
})

test('a failed question leaves no trace, neither in a chat nor as a new one', async () => {
  const companyId = anyCompany()
  await ingest(companyId, 'contrato.pdf', contract())
  const { chatId } = await ask(companyId, 'hola')
  const failure = new AppError('model_unavailable', 'down', { retryable: true })
  const answerModel = { name: 'fake:model', answer: () => Promise.reject(failure) }
  for (const chat of [null, chatId]) {
    await expect(askWith({ answerModel }, companyId, '¿Cuál es el plazo de entrega?', chat)).rejects.toBe(failure)
  }
  expect(await chats.list(companyId, userId, { limit: 10, offset: 0 })).toHaveLength(1)
  expect(await chats.messages(companyId, userId, chatId, { limit: 10, offset: 0 })).toHaveLength(2)
})

test('with the embedder away the words alone still find the answer, and the reply says so', async () => {
  const companyId = anyCompany()
  await ingest(companyId, 'contrato.pdf', contract())
  const away = () => Promise.reject(new AppError('embedder_unavailable', 'down', { retryable: true }))
  const { citations, retrieval } = await askWith(
    { collections: oneCollection({ vectors, embedder: { ...embedder, embed: away } }) },
    companyId,
    '¿Cuál es el plazo de entrega?',
  )
  expect(citations[0]?.quote).toContain('diez días hábiles')
  expect(retrieval).toEqual({ mode: 'sparse', degraded: true, reasons: ['dense: embedder_unavailable'] })
})
