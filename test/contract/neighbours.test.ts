import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDocprocExtractor, docprocPath } from '../../src/adapters/neighbours/docproc.ts'
import { createNeighbour, type NeighbourOptions } from '../../src/adapters/neighbours/neighbour.ts'
import { createReranker, rerankPath } from '../../src/adapters/neighbours/reranker.ts'
import { createSparseSearch, sparseSearchPath } from '../../src/adapters/neighbours/sparse-search.ts'
import { checkNeighbours } from '../../src/app/check/check-neighbours.ts'
import { loadConfig } from '../../src/config/load.ts'
import { AppError } from '../../src/domain/errors.ts'
import type { ExtractedText } from '../../src/domain/extracted.ts'
import { chunkId, parseDocumentId } from '../../src/domain/ids.ts'
import { createMetrics } from '../../src/observability/metrics.ts'
import type { ExtractRequest, Extractor } from '../../src/ports/extractor.ts'
import type { NeighbourObserver } from '../../src/ports/neighbours.ts'
import { anyCompany } from '../harness/documents.ts'
import { silentLog } from '../harness/log.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { startNeighbourServices, type NeighbourFault, type NeighbourServices } from './neighbour-services.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const companyId = anyCompany()
const documentId = parseDocumentId('00000000-0000-4000-8000-0000000000d1')
const [seat, delivery, payment] = [chunkId(documentId, 0), chunkId(documentId, 1), chunkId(documentId, 2)] as const
const never = () => new AbortController().signal

let services: NeighbourServices
let folder: string
let outcomes: string[] = []
const observer: NeighbourObserver = { call: ({ neighbour, outcome }) => void outcomes.push(`${neighbour} ${outcome}`) }
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atenex-neighbours-'))
})
afterAll(() => removeFolder(folder))
beforeEach(async () => {
  outcomes = []
  services = await startNeighbourServices()
})
afterEach(() => services[Symbol.asyncDispose]())

const options = (changes: Partial<NeighbourOptions> = {}): NeighbourOptions => ({
  url: services.url,
  timeoutMs: 20_000,
  retryDelayMs: 1,
  observer,
  log: silentLog,
  ...changes,
})
const reranker = (changes: Partial<NeighbourOptions> = {}) =>
  createReranker(createNeighbour('reranker', rerankPath, options(changes)))
const wordSearch = (changes: Partial<NeighbourOptions> = {}) =>
  createSparseSearch(createNeighbour('sparse search', sparseSearchPath, options(changes)))

const passages = [
  { id: seat, text: 'la sede de la empresa está en Lima' },
  { id: delivery, text: 'el plazo de entrega' },
  { id: payment, text: 'el plazo de pago de la entrega es de un mes' },
]
const rerank = (changes: Partial<NeighbourOptions> = {}, signal = never()) =>
  reranker(changes).rerank({ companyId, question: '¿Cuál es el plazo de entrega?', passages, signal })
const search = (changes: Partial<NeighbourOptions> = {}, signal = never()) =>
  wordSearch(changes).search({ companyId, question: 'plazo de entrega', limit: 500, signal })

const ownText: ExtractedText = {
  text: 'read here',
  blocks: [{ kind: 'paragraph', start: 0, end: 9 }],
  pages: [],
  pagesApproximate: false,
  tables: [],
  title: null,
  warnings: [],
}
const own: Extractor = {
  extract: async () => ownText,
  detach: async () => undefined,
  close: async () => undefined,
}
const docproc = (changes: Partial<NeighbourOptions> = {}) =>
  createDocprocExtractor({
    neighbour: createNeighbour('docproc', docprocPath, options(changes)),
    timeoutMs: changes.timeoutMs ?? 20_000,
    own,
    maxTextCharacters: 100_000,
    log: silentLog,
  })
const read = async (content: string, changes: Partial<ExtractRequest & NeighbourOptions> = {}) => {
  const file = path.join(folder, 'copy')
  await writeFile(file, content)
  const { fileType = 'text/plain', fileName = 'informe año.txt', page, signal = never() } = changes
  return docproc(changes).extract({
    companyId,
    path: file,
    fileType,
    fileName,
    signal,
    ...(page === undefined ? {} : { page }),
  })
}

describe('the reranker of the original', () => {
  test('gives a score a passage in their order', async () => {
    const scores = await rerank()
    expect(scores[1]).toBeGreaterThan(scores[2] ?? 0)
    expect(scores[2]).toBeGreaterThan(scores[0] ?? 0)
    const [request] = services.requests
    expect([request?.method, request?.path]).toEqual(['POST', '/api/v1/rerank'])
    expect(request?.body).toMatchObject({ query: '¿Cuál es el plazo de entrega?', top_n: 3, documents: passages })
    expect(outcomes).toEqual(['reranker ok'])
  })

  test('knows nothing of a passage that does not come back, and takes none that was not sent', async () => {
    const documents = [delivery, 'another'].map((id) => ({ id, text: '', score: 0.5, metadata: null }))
    services.next.push({ body: JSON.stringify({ data: { reranked_documents: documents } }) })
    expect(await rerank()).toEqual([null, 0.5, null])
  })
})

describe('the search for words of the original', () => {
  test('gives hits that are matches, best first, and asks for no more than the service gives', async () => {
    services.found = [
      { chunk_id: delivery, score: 1.5 },
      { chunk_id: seat.toUpperCase(), score: 2 },
      { chunk_id: payment, score: 0 },
      { chunk_id: 'no chunk', score: 9 },
      { chunk_id: `${documentId}_-1`, score: 9 },
    ]
    expect(await search()).toEqual([
      { id: seat, documentId, score: 2 },
      { id: delivery, documentId, score: 1.5 },
    ])
    expect(services.requests[0]?.body).toEqual({ query: 'plazo de entrega', company_id: companyId, top_k: 200 })
  })

  test('finds nothing in a company without an index', async () => {
    expect(await search()).toEqual([])
  })

  test('is not believed when it answers for another company', async () => {
    services.next.push({ body: JSON.stringify({ query: '', company_id: documentId, results: [] }) })
    await expect(search()).rejects.toMatchObject({ code: 'neighbour_unavailable' })
  })
})

describe('the reader of the original', () => {
  const words = (count: number, from = 0) => Array.from({ length: count }, (_, at) => `palabra${from + at}`).join(' ')

  test('gives every word once, although its windows lie over each other', async () => {
    const { text, blocks, pages } = await read(words(200))
    expect(text).toBe(words(200))
    expect(blocks).toEqual([{ kind: 'paragraph', start: 0, end: text.length }])
    expect(pages).toEqual([])
    expect(services.requests[0]?.body).toMatchObject({
      original_filename: 'informe año.txt',
      content_type: 'text/plain',
      company_id: companyId,
    })
  })

  test('gives the pages of a PDF', async () => {
    const { text, pages } = await read(`${words(60)}\f${words(50, 100)}`, { fileType: 'application/pdf' })
    const [first, second] = pages
    expect(pages.map(({ number }) => number)).toEqual([1, 2])
    expect(text.slice(first?.start, first?.end)).toBe(words(60))
    expect(text.slice(second?.start, second?.end)).toBe(words(50, 100))
  })

  test('is not asked for single pages and types it does not know', async () => {
    expect(await read('x', { page: 1, fileType: 'application/pdf' })).toBe(ownText)
    expect(await read('x', { fileType: 'application/msword' })).toBe(ownText)
    expect(services.requests).toEqual([])
  })

  test.each([415, 422])('leaves a document that it refuses with %i to ours', async (status) => {
    services.next.push({ status })
    expect(await read(words(10))).toBe(ownText)
    expect(services.requests).toHaveLength(1)
  })

  test('leaves what has no letters, or too many, to ours', async () => {
    expect(await read('... --- ...')).toBe(ownText)
    expect(await read(words(10_000))).toBe(ownText)
  })
})

const faults: readonly (readonly [string, readonly NeighbourFault[], number])[] = [
  ['a failure that stays', [{ status: 500 }, { status: 503 }], 2],
  ['a connection that breaks twice', ['drop', 'drop'], 2],
  ['a refusal', [{ status: 422 }], 1],
  ['a redirect', [{ status: 307, headers: { location: 'http://127.0.0.1:9/elsewhere' } }], 1],
  ['a reply in another form', [{ body: '{"data":{}}' }], 1],
  ['a reply that is no JSON', [{ body: 'Bad Gateway' }], 1],
]

describe.each(faults)('%s', (_, next, requests) => {
  test.each([
    ['reranker', rerank],
    ['sparse search', search],
  ] as const)('of the %s is told as a neighbour that is away', async (name, call) => {
    services.next.push(...next)
    await expect(call()).rejects.toMatchObject({ code: 'neighbour_unavailable' })
    expect(services.requests).toHaveLength(requests)
    expect(outcomes).toEqual([`${name} neighbour_unavailable`])
  })

  test('of the reader leaves the document to ours', async () => {
    services.next.push(...next)
    expect(await read('uno dos tres')).toBe(ownText)
    expect(outcomes).toEqual(['docproc neighbour_unavailable'])
  })
})

test('a reply without end is given up', async () => {
  services.next.push('endless', 'endless')
  await expect(rerank()).rejects.toMatchObject({ message: expect.stringContaining('longer than') })
  await expect(search()).rejects.toMatchObject({ message: expect.stringContaining('longer than') })
  services.next.push('endless')
  expect(await read('uno dos tres')).toBe(ownText)
})

test('a reply that does not come is given up after its time, without another try', async () => {
  services.next.push('hang')
  await expect(rerank({ timeoutMs: 50 })).rejects.toMatchObject({ code: 'neighbour_unavailable', retryable: true })
  expect(services.requests.length).toBeLessThanOrEqual(1)
})

test('a failure that passes is not noticed', async () => {
  services.next.push({ status: 503 })
  expect(await rerank()).toHaveLength(3)
  services.next.push('drop')
  expect(await search()).toEqual([])
})

test('a call that its caller gives up is cancelled, and no sign that the service is away', async () => {
  const caller = new AbortController()
  services.next.push('hang')
  const asked = rerank({}, caller.signal)
  caller.abort(new AppError('cancelled', 'The client is gone.'))
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
})

test('a service that failed three times in a row is spared for a while, and asked again', async () => {
  const clock = createTestClock()
  const spared = reranker({ clock, timeoutMs: 1_000_000_000 })
  const call = () => spared.rerank({ companyId, question: 'plazo', passages, signal: never() })
  const attempts = async () => {
    const asked = call().catch((error: unknown) => error)
    for (let done = false; !done;) {
      done = await Promise.race([asked.then(() => true), clock.tick(10).then(() => false)])
    }
    return asked
  }
  services.next.push(...Array.from({ length: 6 }, () => ({ status: 503 })))
  for (let failure = 1; failure <= 3; failure += 1) {
    expect(await attempts()).toMatchObject({ code: 'neighbour_unavailable' })
  }
  expect(services.requests).toHaveLength(6)
  expect(await call().catch((error: unknown) => error)).toMatchObject({ message: expect.stringContaining('is away') })
  expect(services.requests).toHaveLength(6)
  await clock.tick(5_000)
  expect(await attempts()).toHaveLength(3)
})

test('a service that keeps its callers waiting for as long as they may wait is spared as well', async () => {
  const hanging = reranker({ timeoutMs: 220_000 })
  const call = (signal: AbortSignal) => hanging.rerank({ companyId, question: 'plazo', passages, signal })
  services.next.push('hang', 'hang', 'hang')
  for (let failure = 1; failure <= 3; failure += 1) {
    const leg = new AbortController()
    const asked = call(leg.signal)
    leg.abort(new AppError('neighbour_unavailable', 'The reranker did not answer in time.', { retryable: true }))
    await expect(asked).rejects.toMatchObject({ code: 'neighbour_unavailable' })
  }
  await expect(call(never())).rejects.toMatchObject({ message: expect.stringContaining('is away') })
})

test.each([
  ['', '/api/v1/rerank', '/health'],
  ['/', '/api/v1/rerank', '/health'],
  ['/api/v1/rerank', '/api/v1/rerank', '/health'],
  ['/base', '/base/api/v1/rerank', '/base/health'],
])('an address that ends in "%s" is that of the service, and of its health', async (suffix, expected, health) => {
  const neighbour = createNeighbour('reranker', rerankPath, options({ url: services.url + suffix }))
  await createReranker(neighbour).rerank({ companyId, question: 'x', passages, signal: never() })
  expect(await neighbour.health(never())).toContain('1.2.3')
  expect(services.requests.map((one) => `${one.method} ${one.path}`)).toEqual([`POST ${expected}`, `GET ${health}`])
})

test('a check names each service that is used, and one that is away is a warning', async () => {
  const loaded = loadConfig({ ATENEX_RERANKER_URL: services.url, ATENEX_DOCPROC_URL: services.url })
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
  services.next.push({ status: 503 })
  const found = await checkNeighbours({ config: loaded.config, metrics: createMetrics('api'), log: silentLog }, never())
  expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['docproc', 'reranker']))
  const well = found.find(({ status }) => status === 'ok')
  const away = found.find(({ status }) => status === 'warning')
  expect(well).toMatchObject({ detail: expect.stringContaining('1.2.3'), remedy: null })
  expect(away).toMatchObject({ detail: expect.stringContaining('503'), remedy: expect.stringContaining('meanwhile') })
})
