import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpEmbedder, type HttpEmbedderOptions } from '../../src/adapters/models/http/http-embedder.ts'
import { serviceDimension, startEmbeddingService, type EmbeddingService } from '../contract/embedder-service.ts'
import { asPassages, asQuestion } from '../harness/embed-request.ts'

describe('an embedder over HTTP', () => {
  let service: EmbeddingService
  beforeEach(async () => {
    service = await startEmbeddingService()
  })
  afterEach(() => service.close())

  const open = (options: Partial<HttpEmbedderOptions> = {}) =>
    createHttpEmbedder({
      url: service.url,
      api: 'atenex',
      model: 'm',
      key: null,
      dimension: serviceDimension,
      retryDelayMs: 1,
      ...options,
    })

  it('finds out dimension and model from the service when they are not given', async () => {
    const { fingerprint } = await open({ model: null, dimension: null })
    expect(fingerprint).toMatchObject({
      model: 'hash-model',
      dimension: serviceDimension,
      prefixRule: 'none',
      normalised: true,
    })
  })

  it('makes no request at the start when they are given', async () => {
    await open()
    expect(service.requests).toHaveLength(0)
  })

  it.each([
    ['', '/api/v1/embed'],
    ['/', '/api/v1/embed'],
    ['/api/v1/embed', '/api/v1/embed'],
    ['/base', '/base/api/v1/embed'],
  ])('speaks the original service at base "%s" and sends the role', async (suffix, expected) => {
    const embedder = await open({ url: service.url + suffix })
    await embedder.embed(['¿Cuál es el plazo?'], asQuestion())
    expect(service.requests[0]?.path).toBe(expected)
    expect(service.requests[0]?.body).toEqual({ texts: ['¿Cuál es el plazo?'], text_type: 'query' })
  })

  it.each([
    ['', '/v1/embeddings'],
    ['/v1', '/v1/embeddings'],
    ['/v1/embeddings', '/v1/embeddings'],
  ])('speaks the OpenAI interface at base "%s" with key and model', async (suffix, expected) => {
    const embedder = await open({
      api: 'openai',
      url: service.url + suffix,
      key: 'secret',
      model: 'text-embedding-3-small',
    })
    await embedder.embed(['uno', 'dos'], asPassages())
    const [request] = service.requests
    expect(request?.path).toBe(expected)
    expect(request?.headers.authorization).toBe('Bearer secret')
    expect(request?.body).toMatchObject({
      model: 'text-embedding-3-small',
      input: ['uno', 'dos'],
      dimensions: serviceDimension,
    })
  })

  it('puts the prefixes of e5 before the texts and says so in the fingerprint', async () => {
    const embedder = await open({ api: 'openai', prefixRule: 'e5' })
    await embedder.embed(['uno'], asQuestion())
    await embedder.embed(['uno'], asPassages())
    expect(service.requests.map(({ body }) => body.input?.[0])).toEqual(['query: uno', 'passage: uno'])
    expect(embedder.fingerprint.prefixRule).toBe('query:/passage:')
  })

  it('batches by number and by size, and bounds the requests at a time', async () => {
    const embedder = await open({ batch: 10, concurrency: 2 })
    const embeddings = await embedder.embed(
      Array.from({ length: 95 }, (_, i) => `t${i}`),
      asPassages(),
    )
    expect(embeddings).toHaveLength(95)
    expect(service.requests).toHaveLength(10)
    expect(service.atOnce.most).toBe(2)
    service.requests.length = 0
    await embedder.embed(['x'.repeat(100_000), 'y'.repeat(100_000), 'z'], asPassages())
    expect(service.requests.map(({ body }) => body.texts?.length)).toEqual([1, 2])
  })

  it.each([429, 500, 502, 503])('tries again after status %i', async (status) => {
    service.next.push({ status }, { status })
    expect(await (await open()).embed(['uno'], asQuestion())).toHaveLength(1)
    expect(service.requests).toHaveLength(3)
  })

  it('tries again after a broken connection and after a time-out', async () => {
    service.next.push('drop', 'hang')
    expect(await (await open({ timeoutMs: 200 })).embed(['uno'], asQuestion())).toHaveLength(1)
    expect(service.requests).toHaveLength(3)
  })

  it('waits as long as Retry-After says', async () => {
    service.next.push({ status: 429, headers: { 'retry-after': '1' } })
    const began = performance.now()
    await (await open()).embed(['uno'], asQuestion())
    expect(performance.now() - began).toBeGreaterThan(950)
  })

  it('gives up after its attempts with an error that can be retried later', async () => {
    service.next.push({ status: 503 }, { status: 503 })
    const embedding = (await open({ attempts: 2 })).embed(['uno'], asQuestion())
    await expect(embedding).rejects.toMatchObject({ code: 'embedder_unavailable', retryable: true })
    expect(service.requests).toHaveLength(2)
  })

  it.each([400, 401, 404, 422])(
    'does not try again after status %i and does not repeat what the service wrote',
    async (status) => {
      service.next.push({ status, body: '{"detail":"secret text of a document"}' })
      const failure = await (await open({ key: 'k' })).embed(['uno'], asQuestion()).catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'embedder_unavailable', retryable: false })
      expect(String(failure)).not.toContain('secret')
      expect(service.requests).toHaveLength(1)
    },
  )

  it('does not follow redirects with its key', async () => {
    service.next.push({ status: 307, headers: { location: `${service.url}/elsewhere` } })
    await expect((await open({ attempts: 1, key: 'k' })).embed(['uno'], asQuestion())).rejects.toMatchObject({
      code: 'embedder_unavailable',
    })
    expect(service.requests).toHaveLength(1)
  })

  it.each([
    ['too few vectors', { embeddings: [] }],
    ['another dimension', { embeddings: [[1, 2, 3]] }],
    ['a vector without length', { embeddings: [Array.from({ length: serviceDimension }, () => 0)] }],
  ])('refuses %s', async (_name, reply) => {
    service.next.push({ body: JSON.stringify(reply) })
    await expect((await open()).embed(['uno'], asQuestion())).rejects.toMatchObject({
      code: 'embedder_mismatch',
      retryable: false,
    })
  })

  it('refuses vectors of a model that was exchanged while it ran', async () => {
    const embedder = await open()
    await embedder.embed(['uno'], asQuestion())
    const embeddings = [Array.from({ length: serviceDimension }, () => 1)]
    service.next.push({ body: JSON.stringify({ embeddings, model_info: { model_name: 'another' } }) })
    await expect(embedder.embed(['uno'], asQuestion())).rejects.toMatchObject({ code: 'embedder_mismatch' })
  })

  it('says which setting to check when the reply is of another kind', async () => {
    service.next.push({ body: '<html>' })
    await expect((await open()).embed(['uno'], asQuestion())).rejects.toThrow(/ATENEX_EMBEDDER_API/u)
  })

  it('ends waiting calls when it is closed', async () => {
    service.next.push('hang')
    const embedder = await open()
    const waiting = embedder.embed(['uno'], asQuestion())
    setImmediate(() => void embedder.close())
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  })
})
