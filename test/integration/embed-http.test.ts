import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHttpEmbedder, type HttpEmbedderOptions } from '../../src/adapters/models/http/http-embedder.ts'
import { Secret } from '../../src/config/secret.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { serviceDimension, startEmbeddingService, type EmbeddingService } from '../contract/embedder-service.ts'
import { anyCompany } from '../harness/documents.ts'
import { asPassages, asQuestion } from '../harness/embed-request.ts'
import { createTestClock, type TestClock } from '../harness/test-clock.ts'
import { waitFor } from '../harness/wait.ts'
import { removeFolder } from '../harness/remove-folder.ts'

const until = (condition: () => boolean | Promise<boolean>) =>
  waitFor(async () => condition(), { what: 'the embedding service', everyMs: 1 })

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
      key: () => null,
      dimension: serviceDimension,
      retryDelayMs: 1,
      ...options,
    })

  /** Moves the time on until so many requests have come. */
  const reach = (clock: TestClock, requests: number) =>
    until(async () => {
      if (service.requests.length < requests) await clock.tick(100)
      return service.requests.length >= requests
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
      key: () => 'secret',
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
    const clock = createTestClock()
    service.next.push('drop', 'hang')
    const embedding = (await open({ clock })).embed(['uno'], asQuestion())
    await reach(clock, 2)
    expect(service.requests).toHaveLength(2)
    await clock.tick(30_000)
    await reach(clock, 3)
    expect(await embedding).toHaveLength(1)
  })

  it.each([
    ['retry-after', '7', 7_000],
    ['retry-after', 'Thu, 01 Jan 2026 00:00:07 GMT', 7_000],
    ['retry-after-ms', '300', 300],
  ])('waits exactly as long as %s: %s says', async (name, value, ms) => {
    const timeoutMs = 30_000
    const pauses: number[] = []
    const clock: Clock = {
      ...systemClock,
      now: () => new Date(Date.UTC(2026, 0, 1)),
      sleep: async (asked, signal) => {
        if (asked === timeoutMs) return systemClock.sleep(asked, signal)
        pauses.push(asked)
      },
    }
    service.next.push({ status: 429, headers: { [name]: value } })
    expect(await (await open({ clock, timeoutMs })).embed(['uno'], asQuestion())).toHaveLength(1)
    expect(pauses).toEqual([ms])
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
      const failure = await (
        await open({ key: () => 'k' })
      )
        .embed(['uno'], asQuestion())
        .catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: 'embedder_unavailable', retryable: false })
      expect(String(failure)).not.toContain('secret')
      expect(service.requests).toHaveLength(1)
    },
  )

  it.each([301, 302, 303, 307, 308])(
    'does not follow a redirect of status %i with its key and texts',
    async (status) => {
      const other = await startEmbeddingService()
      for (const url of [other.url, service.url]) {
        service.requests.length = 0
        service.next.push({ status, headers: { location: `${url}/api/v1/embed` } })
        await expect((await open({ key: () => 'k' })).embed(['uno'], asQuestion())).rejects.toMatchObject({
          code: 'embedder_unavailable',
          retryable: false,
          message: expect.stringContaining('ATENEX_EMBEDDER_URL'),
        })
        expect(service.requests).toHaveLength(1)
      }
      expect(other.requests).toEqual([])
      await other.close()
    },
  )

  it('gives up a reply that is longer than its vectors can be while it comes', async () => {
    service.next.push({ body: ' '.repeat(50_000_000) })
    await expect((await open()).embed(['uno'], asQuestion())).rejects.toMatchObject({
      code: 'embedder_unavailable',
      message: expect.stringContaining('longer'),
    })
    expect(service.requests).toHaveLength(1)
  })

  it('sends the key that its file holds now', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'atenex-embedder-key-'))
    const file = path.join(folder, 'key')
    await writeFile(file, 'first-key')
    const secret = Secret.fromFile(file)
    const embedder = await open({ key: () => secret.reveal() })
    await embedder.embed(['uno'], asQuestion())
    await writeFile(file, 'the-second-key')
    await embedder.embed(['uno'], asQuestion())
    await removeFolder(folder)
    expect(service.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer first-key',
      'Bearer the-second-key',
    ])
  })

  it('lets a call that waits for its turn go at once when its signal fires', async () => {
    service.next.push('hang')
    const embedder = await open({ concurrency: 1 })
    const first = embedder.embed(['uno'], asPassages())
    await until(() => service.requests.length === 1)
    const leaving = new AbortController()
    const second = embedder.embed(['dos'], asPassages(leaving.signal))
    leaving.abort()
    await expect(second).rejects.toMatchObject({ code: 'cancelled' })
    expect(service.requests).toHaveLength(1)
    await embedder.close()
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('answers a company while another one waits for more texts than there are places', async () => {
    service.next.push('hang', 'hang', 'hang')
    const embedder = await open({ batch: 1 })
    const [busy, other] = [anyCompany(), anyCompany()]
    const texts = Array.from({ length: 100 }, (_, i) => `t${i}`)
    const many = embedder.embed(texts, asQuestion(undefined, busy)).catch((error: unknown) => error)
    await until(() => service.requests.length === 3)
    expect(await embedder.embed(['uno'], asQuestion(undefined, other))).toHaveLength(1)
    expect(service.requests).toHaveLength(4)
    await embedder.close()
    expect(await many).toMatchObject({ code: 'cancelled' })
  })

  it('answers a question while passages take every place they may', async () => {
    service.next.push('hang', 'hang', 'hang')
    const embedder = await open({ batch: 1 })
    const company = anyCompany()
    const texts = Array.from({ length: 100 }, (_, i) => `t${i}`)
    const passages = embedder.embed(texts, asPassages(undefined, company)).catch((error: unknown) => error)
    await until(() => service.requests.length === 3)
    expect(await embedder.embed(['uno'], asQuestion(undefined, company))).toHaveLength(1)
    await embedder.close()
    expect(await passages).toMatchObject({ code: 'cancelled' })
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
