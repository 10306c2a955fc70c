import { describe, expect, test } from 'vitest'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { countingEmbedder, plainAnalyser, unaskedTextIndex, uncountedWords } from '../../../test/harness/query.ts'
import { AppError } from '../../domain/errors.ts'
import { systemClock } from '../../flow/system-clock.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import type { WordSearch } from '../../ports/neighbours.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { retrieve, type RetrieveDeps } from './retrieve.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const hit: Hit = { id: chunkId(documentId, 0), documentId, score: 1 }
const unavailable = new AppError('vector_store_unavailable', 'down', { retryable: true })
const forever = () => new Promise<never>(() => undefined)

type Searches = Pick<VectorStore, 'searchDense' | 'searchSparse'>
const wordHit: Hit = { id: chunkId(documentId, 7), documentId, score: 3 }
const textIndex = { search: async () => [wordHit] }
const knownWords = { chunks: 1, meanLength: 1, frequency: () => 1, near: () => [] }
const working: Searches = { searchDense: async () => [hit], searchSparse: async () => [hit] }
const deps = (changes: Partial<RetrieveDeps> = {}): RetrieveDeps => ({
  analyser: plainAnalyser,
  embedder: countingEmbedder,
  vectorStore: working,
  words: uncountedWords,
  textIndex: unaskedTextIndex,
  clock: systemClock,
  ...changes,
})
const request = (question = 'plazo de entrega', signal = new AbortController().signal) => ({
  companyId,
  question,
  limit: 100,
  legTimeoutMs: 50,
  signal,
})

describe('retrieve', () => {
  test('asks both legs for the same company and limit', async () => {
    const asked: object[] = []
    const vectorStore: Searches = {
      searchDense: async ({ companyId: company, limit }) => {
        asked.push({ leg: 'dense', company, limit })
        return [hit]
      },
      searchSparse: async ({ companyId: company, limit, terms }) => {
        asked.push({ leg: 'sparse', company, limit, terms })
        return [hit]
      },
    }
    const { report, embedding } = await retrieve(deps({ vectorStore }), request())
    expect(report).toEqual({ mode: 'hybrid', degraded: false, reasons: [] })
    expect(embedding).toHaveLength(64)
    expect(asked).toContainEqual({ leg: 'dense', company: companyId, limit: 100 })
    expect(asked).toContainEqual({ leg: 'sparse', company: companyId, limit: 100, terms: ['plazo', 'de', 'entrega'] })
  })

  test('answers from the sparse leg when the embedder fails, and says so', async () => {
    const embedder = {
      ...countingEmbedder,
      embed: () => Promise.reject(new AppError('embedder_unavailable', 'down', { retryable: true })),
    }
    const { report, sparse, dense, embedding } = await retrieve(deps({ embedder }), request())
    expect(report).toEqual({ mode: 'sparse', degraded: true, reasons: ['dense: embedder_unavailable'] })
    expect([sparse, dense, embedding]).toEqual([[hit], [], null])
  })

  test('finds by words in the text index when the vector store is away, and says so', async () => {
    const vectorStore: Searches = {
      searchDense: () => Promise.reject(unavailable),
      searchSparse: () => Promise.reject(unavailable),
    }
    const { report, sparse, dense } = await retrieve(deps({ vectorStore, textIndex }), request())
    const reasons = ['dense: vector_store_unavailable', 'sparse: vector_store_unavailable']
    expect(report).toEqual({ mode: 'sparse', degraded: true, reasons })
    expect([sparse, dense]).toEqual([[wordHit], []])
  })

  test('answers from the dense leg when the sparse one fails in both places', async () => {
    const vectorStore = { ...working, searchSparse: () => Promise.reject(unavailable) }
    const { report } = await retrieve(deps({ vectorStore }), request())
    expect(report).toEqual({ mode: 'dense', degraded: true, reasons: ['sparse: vector_store_unavailable'] })
  })

  test('counts a leg that hangs as missing, once its own time is over', async () => {
    const clock = createTestClock()
    const vectorStore = { ...working, searchDense: forever }
    const embed: typeof countingEmbedder.embed = async (texts, ...rest) => {
      await clock.sleep(40)
      return countingEmbedder.embed(texts, ...rest)
    }
    let ended = false
    const retrieving = retrieve(deps({ vectorStore, embedder: { ...countingEmbedder, embed }, clock }), request())
    void retrieving.finally(() => (ended = true))
    await clock.tick(40)
    await clock.tick(49)
    expect(ended).toBe(false)
    await clock.tick(1)
    const { report } = await retrieving
    expect(report).toEqual({ mode: 'sparse', degraded: true, reasons: ['dense: vector_store_unavailable'] })
  })

  test('throws the retryable error when both legs fail', async () => {
    const vectorStore: Searches = {
      searchDense: () => Promise.reject(unavailable),
      searchSparse: () => Promise.reject(unavailable),
    }
    await expect(retrieve(deps({ vectorStore }), request())).rejects.toBe(unavailable)
  })

  test('throws when the dense leg fails and the sparse one had nothing to ask', async () => {
    const vectorStore = { ...working, searchDense: () => Promise.reject(unavailable) }
    await expect(retrieve(deps({ vectorStore }), request('¿?'))).rejects.toBe(unavailable)
  })

  test('a question without terms is answered by the dense leg and nothing is missing', async () => {
    const vectorStore: Searches = { ...working, searchSparse: () => Promise.reject(new Error('must not be asked')) }
    const { report } = await retrieve(deps({ vectorStore }), request('¿?'))
    expect(report).toEqual({ mode: 'dense', degraded: false, reasons: [] })
  })

  test('searches nowhere for a company that has no processed document, and nothing is missing', async () => {
    const unasked = () => Promise.reject(new Error('must not be asked'))
    const nowhere = {
      vectorStore: { searchDense: unasked, searchSparse: unasked },
      wordSearch: { search: unasked },
      words: { of: async () => null },
    }
    const { report, dense, sparse } = await retrieve(deps(nowhere), request())
    expect([report, dense, sparse]).toEqual([{ mode: 'hybrid', degraded: false, reasons: [] }, [], []])
    // what PostgreSQL does not say now may be there
    const unknown = { of: () => Promise.reject(new AppError('database_unavailable', 'away', { retryable: true })) }
    expect((await retrieve(deps({ words: unknown }), request())).dense).toEqual([hit])
  })

  test('finds by words in the text index when the collection has no terms, and nothing is missing then', async () => {
    const vectorStore: Searches = { ...working, searchSparse: async () => null }
    const { report, sparse } = await retrieve(deps({ vectorStore, textIndex }), request())
    expect(report).toEqual({ mode: 'hybrid', degraded: false, reasons: [] })
    expect(sparse).toEqual([wordHit])
  })

  test('says that not all documents are in the text index yet', async () => {
    const counted = { words: knownWords, complete: false, indexed: false }
    const words = { of: async () => counted }
    const vectorStore: Searches = { ...working, searchSparse: async () => null }
    const { report } = await retrieve(deps({ vectorStore, textIndex, words }), request())
    expect(report).toEqual({ mode: 'hybrid', degraded: true, reasons: ['sparse: partly_indexed'] })
    // the store holds them all and weighs them itself
    expect((await retrieve(deps({ words }), request())).report.degraded).toBe(false)
  })

  test('finds by the words of a neighbour where one is asked, whose scores are its own', async () => {
    const counted = { words: knownWords, complete: true, indexed: true }
    const asked: unknown[] = []
    const wordSearch: WordSearch = {
      search: async ({ companyId: company, question, limit }) => {
        asked.push({ company, question, limit })
        return [wordHit]
      },
    }
    const found = await retrieve(deps({ wordSearch, words: { of: async () => counted } }), request())
    expect(found.report).toEqual({ mode: 'hybrid', degraded: false, reasons: [] })
    expect([found.sparse, found.fullScore]).toEqual([[wordHit], null])
    expect(asked).toEqual([{ company: companyId, question: 'plazo de entrega', limit: 100 }])
  })

  test('finds by our own words when that neighbour is away or hangs, and says so', async () => {
    const away = new AppError('neighbour_unavailable', 'away', { retryable: true })
    const report = { mode: 'hybrid', degraded: true, reasons: ['sparse: neighbour_unavailable'] }
    const failing = await retrieve(deps({ wordSearch: { search: () => Promise.reject(away) } }), request())
    expect([failing.report, failing.sparse]).toEqual([report, [hit]])
    const clock = createTestClock()
    const hanging = retrieve(deps({ wordSearch: { search: forever }, clock }), request())
    await clock.tick(25)
    expect((await hanging).report).toEqual(report)
  })

  test('is cancelled, not degraded, when the client goes away', async () => {
    const client = new AbortController()
    const vectorStore: Searches = { ...working, searchDense: forever }
    const running = retrieve(deps({ vectorStore }), { ...request('plazo', client.signal), legTimeoutMs: 10_000 })
    client.abort()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
  })
})
