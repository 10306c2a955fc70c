import { expect, test } from 'vitest'
import { oneCollection } from '../../test/harness/collections.ts'
import { silentLog } from '../../test/harness/log.ts'
import {
  countingEmbedder,
  memoryChats,
  memoryCorpus,
  plainAnalyser,
  unaskedTextIndex,
  uncountedWords,
} from '../../test/harness/query.ts'
import { createTestClock, type TestClock } from '../../test/harness/test-clock.ts'
import { parseCompanyId, parseUserId, type CompanyId } from '../domain/ids.ts'
import { createLimiter } from '../flow/limiter.ts'
import type { AnswerModel } from '../ports/models.ts'
import { createAsk, type AskResult } from './ask.ts'

const crowd = parseCompanyId('00000000-0000-4000-8000-0000000000a1')
const other = parseCompanyId('00000000-0000-4000-8000-0000000000b1')
const userId = parseUserId('00000000-0000-4000-8000-0000000000e1')
const quiet = () => new AbortController().signal

/** An embedder with one processor: each call takes its time after the call before it. */
function slowEmbedder(clock: TestClock, msOf: (company: string) => number) {
  const processor = createLimiter({ size: 1 })
  const embed: typeof countingEmbedder.embed = (texts, ...rest) =>
    processor.run(quiet(), async () => {
      await clock.sleep(msOf(texts.join(' ')))
      return countingEmbedder.embed(texts, ...rest)
    })
  return { ...countingEmbedder, embed }
}

function setUp(questionMs: number, answerModel: ((clock: TestClock) => AnswerModel) | null = null) {
  const clock = createTestClock()
  const corpora = new Map([crowd, other].map((company) => [company, memoryCorpus(company)]))
  corpora.get(crowd)?.add('a.txt', 'El plazo de entrega es de diez días.')
  corpora.get(other)?.add('b.txt', 'La clave es tigre.')
  const of = (company: CompanyId) => corpora.get(company)! // both are there
  const ask = createAsk({
    analyser: plainAnalyser,
    documents: { select: async () => [] },
    collections: oneCollection({
      embedder: slowEmbedder(clock, (text) => (text.includes('clave') ? 20 : questionMs)),
      vectors: {
        searchDense: (search) => of(search.companyId).vectorStore.searchDense(search),
        searchSparse: (search) => of(search.companyId).vectorStore.searchSparse(search),
      },
    }),
    passages: {
      load: (company, ...asked) => of(company).passageStore.load(company, ...asked),
      pieceVectors: (company, ...asked) => of(company).passageStore.pieceVectors(company, ...asked),
      look: (company, wanted) => of(company).passageStore.look(company, wanted),
      placesAt: (company, positions) => of(company).passageStore.placesAt(company, positions),
    },
    words: uncountedWords,
    textIndex: unaskedTextIndex,
    chats: memoryChats().store,
    detectLanguage: () => 'es',
    languageOf: () => null,
    answerModel: answerModel?.(clock) ?? null,
    clock,
    log: silentLog,
  })
  const outcomes: (AskResult | { code: string })[] = []
  const asking = (companyId: CompanyId, question: string, signal = quiet()) =>
    ask({ companyId, userId, question, chatId: null, topK: null, signal })
  const crowdAsks = (questions: number, signal = quiet()) => {
    for (let i = 0; i < questions; i++) {
      asking(crowd, `¿Qué plazo de entrega hay? ${i}`, signal).then(
        (result) => outcomes.push(result),
        (error: { code: string }) => outcomes.push(error),
      )
    }
  }
  /** Asks as the other company and moves the time on until the answer is there. */
  const otherAsks = async () => {
    const began = clock.monotonicMs()
    let took: number | null = null
    const asked = asking(other, '¿Cuál es la clave?').then((result) => {
      took = clock.monotonicMs() - began
      return result
    })
    asked.catch(() => undefined) // told to whoever awaits it below
    while (took === null && clock.monotonicMs() - began < 30_000) await clock.tick(10)
    return { result: await asked, took }
  }
  return { clock, asking, crowdAsks, otherAsks, outcomes }
}

test('behind 200 questions of another company a question is answered within a second, with the full search', async () => {
  const { clock, crowdAsks, otherAsks, outcomes } = setUp(20)
  crowdAsks(200)
  await clock.tick(100)
  const { result, took } = await otherAsks()
  expect(took).toBeLessThan(1_000)
  expect(result.retrieval).toEqual({ mode: 'hybrid', degraded: false, reasons: [] })
  expect(result.citations[0]?.quote).toBe('La clave es tigre.')
  while (outcomes.length < 200) await clock.tick(1_000)
  for (const outcome of outcomes) expect(outcome).toMatchObject({ retrieval: { degraded: false } })
})

test('questions that take long one by one are never degraded because they waited for each other', async () => {
  const { clock, crowdAsks, otherAsks, outcomes } = setUp(95)
  crowdAsks(100)
  const { result, took } = await otherAsks()
  expect(took).toBeLessThan(1_000)
  expect(result.retrieval.degraded).toBe(false)
  while (outcomes.length < 100) await clock.tick(1_000)
  for (const outcome of outcomes) {
    if (!('code' in outcome)) expect(outcome.retrieval.degraded).toBe(false)
    else expect(outcome.code).toBe('too_many_requests')
  }
})

test('a language model that keeps a company waiting keeps nobody else waiting', async () => {
  const { clock, crowdAsks, otherAsks, outcomes } = setUp(40, (time) => {
    // as many calls at a time as the adapters make
    const places = createLimiter({ size: 8 })
    return {
      name: 'fake:slow',
      answer: ({ signal }) =>
        places.run(signal, async () => {
          await time.sleep(6_000, signal)
          return { text: 'Es tigre [Doc 1].' }
        }),
    }
  })
  crowdAsks(40)
  await clock.tick(5_000)
  const { result, took } = await otherAsks()
  expect(took).toBeGreaterThanOrEqual(6_000)
  expect(took).toBeLessThan(7_000)
  expect(result.answerKind).toBe('model')
  while (outcomes.length < 40) await clock.tick(1_000)
  const refused = outcomes.filter((outcome) => 'code' in outcome)
  for (const outcome of refused) expect(outcome.code).toBe('too_many_requests')
  expect(outcomes.length - refused.length).toBeGreaterThanOrEqual(12)
})

test('a company that asks without end is told to come back, and only that company', async () => {
  const { clock, crowdAsks, otherAsks, outcomes } = setUp(40)
  crowdAsks(2_000)
  await clock.tick(0)
  expect(outcomes.length).toBeGreaterThan(1_000)
  for (const outcome of outcomes) expect(outcome).toMatchObject({ code: 'too_many_requests', retryable: true })
  const { result } = await otherAsks()
  expect(result.retrieval.degraded).toBe(false)
})

test('clients that go away give up their place in the queue', async () => {
  const { clock, asking, crowdAsks, outcomes } = setUp(40)
  const gone = new AbortController()
  crowdAsks(200, gone.signal)
  await clock.tick(10)
  gone.abort()
  await clock.tick(40)
  expect(outcomes).toHaveLength(200)
  for (const outcome of outcomes) expect(outcome).toMatchObject({ code: 'cancelled' })
  const began = clock.monotonicMs()
  let took: number | null = null
  void asking(crowd, '¿Qué plazo de entrega hay?').then(() => (took = clock.monotonicMs() - began))
  await clock.tick(1_000)
  expect(took).toBeLessThan(500)
})
