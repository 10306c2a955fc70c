import { describe, expect, test } from 'vitest'
import { findDeps, memoryCorpus } from '../../../test/harness/query.ts'
import { createTestClock } from '../../../test/harness/test-clock.ts'
import { AppError } from '../../domain/errors.ts'
import { parseCompanyId } from '../../domain/ids.ts'
import type { Reranker } from '../../ports/neighbours.ts'
import { findPassages, type FindDeps } from './find-passages.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const corpus = memoryCorpus(companyId)
corpus.add('a.txt', 'el plazo de entrega', 'plazo de pago y entrega', 'la entrega', 'el plazo')

const find = (changes: Partial<FindDeps>, signal = new AbortController().signal) =>
  findPassages(findDeps(corpus, changes), {
    companyId,
    question: 'plazo de entrega',
    wanted: 2,
    depth: 20,
    denseWeight: 0.35,
    legTimeoutMs: 1_000,
    signal,
  })
const textsOf = ({ passages }: Awaited<ReturnType<typeof find>>) => passages.map(({ text }) => text)
/** Likes short texts best, and says nothing of the longest. */
const shortest: Reranker = {
  rerank: async ({ passages }) =>
    passages.map(({ text }) => (text === 'plazo de pago y entrega' ? null : 100 - text.length)),
}

describe('a reranker', () => {
  test('chooses among more than are wanted, and the scores fall as those of the fusion do', async () => {
    const plain = await find({})
    const found = await find({ reranker: shortest })
    expect(textsOf(found)).toEqual(['el plazo', 'la entrega'])
    expect(found.report).toEqual({ mode: 'hybrid', degraded: false, reasons: [] })
    expect(found.passages.map(({ score }) => score)).toEqual(plain.passages.map(({ score }) => score))
    expect(plain.similarity).toBeGreaterThan(found.similarity ?? 1)
    // nothing puts them into another order after it
    expect([plain.fusedOrder, found.fusedOrder]).toEqual([true, false])
  })

  test('sees the question and the texts under their headings, of one company', async () => {
    const asked: unknown[] = []
    const reranker: Reranker = {
      rerank: async ({ companyId: company, question, passages }) => {
        asked.push({ companyId: company, question, passages })
        return []
      },
    }
    expect(textsOf(await find({ reranker }))).toEqual(textsOf(await find({})))
    expect(asked).toMatchObject([{ companyId, question: 'plazo de entrega', passages: { length: 4 } }])
  })

  test('that is away leaves the order of the fusion, and the report says so', async () => {
    const away = new AppError('neighbour_unavailable', 'away', { retryable: true })
    const found = await find({ reranker: { rerank: () => Promise.reject(away) } })
    expect(textsOf(found)).toEqual(textsOf(await find({})))
    expect(found.report).toEqual({ mode: 'hybrid', degraded: true, reasons: ['rerank: neighbour_unavailable'] })
    expect(found.fusedOrder).toBe(true)
  })

  test('that hangs is waited for as long as for a leg', async () => {
    const clock = createTestClock()
    const hanging = find({ reranker: { rerank: () => new Promise(() => undefined) }, clock })
    let ended = false
    void hanging.finally(() => (ended = true))
    await clock.tick(999)
    expect(ended).toBe(false)
    await clock.tick(1_000)
    expect((await hanging).report.reasons).toEqual(['rerank: neighbour_unavailable'])
  })

  test('is given up with its question', async () => {
    const client = new AbortController()
    const gone = new AppError('cancelled', 'The client is gone.')
    const reranker: Reranker = {
      rerank: () => {
        client.abort(gone)
        return Promise.reject(new Error('given up'))
      },
    }
    await expect(find({ reranker }, client.signal)).rejects.toBe(gone)
  })
})
