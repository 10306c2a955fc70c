import { describe, expect, test } from 'vitest'
import { countingEmbedder, findDeps, memoryCorpus } from '../../../test/harness/query.ts'
import { AppError } from '../../domain/errors.ts'
import { parseCompanyId } from '../../domain/ids.ts'
import { findPassages } from './find-passages.ts'

const companyId = parseCompanyId('00000000-0000-4000-8000-0000000000c1')
const strangers = parseCompanyId('00000000-0000-4000-8000-0000000000c2')

const depsOf = (corpus: ReturnType<typeof memoryCorpus>) =>
  findDeps(corpus, { languageOf: (text) => (/\bthe\b/.test(text) ? 'en' : 'es') })
const request = (question: string, depth = 20, wanted = 3) => ({
  companyId,
  question,
  wanted,
  depth,
  denseWeight: 0.35,
  legTimeoutMs: 1_000,
  signal: new AbortController().signal,
})

describe('findPassages', () => {
  test('gives the best passages with their texts, best first', async () => {
    const corpus = memoryCorpus(companyId)
    corpus.add('a.txt', 'el plazo de entrega', 'la sede de la empresa', 'el color del coche')
    const { passages, similarity } = await findPassages(depsOf(corpus), request('plazo de entrega', 20, 2))
    expect(passages.map((passage) => passage.text)).toEqual(['el plazo de entrega', 'la sede de la empresa'])
    expect(similarity).toBeGreaterThan(0.7)
  })

  test('never shows a hit that PostgreSQL does not confirm', async () => {
    const corpus = memoryCorpus(companyId)
    const gone = corpus.add('gone.txt', 'el plazo de entrega es de diez días')
    corpus.add('here.txt', 'el plazo de pago es de un mes')
    corpus.hide(gone)
    const { passages } = await findPassages(depsOf(corpus), request('plazo de entrega'))
    expect(passages.map((passage) => passage.fileName)).toEqual(['here.txt'])
  })

  test('looks deeper when a large deleted document fills both legs', async () => {
    const corpus = memoryCorpus(companyId)
    const gone = corpus.add('gone.txt', ...Array.from({ length: 50 }, (_, i) => `plazo de entrega ${i}`))
    corpus.add('here.txt', 'otro plazo', 'otra entrega', 'plazo y entrega de un pedido')
    corpus.hide(gone)
    const { passages } = await findPassages(depsOf(corpus), request('plazo de entrega'))
    expect(passages).toHaveLength(3)
    expect(passages[0]?.text).toBe('plazo y entrega de un pedido')
  })

  test('embeds the question once, however deep it looks', async () => {
    const corpus = memoryCorpus(companyId)
    const gone = corpus.add('gone.txt', ...Array.from({ length: 50 }, (_, i) => `plazo de entrega ${i}`))
    corpus.add('here.txt', 'otro plazo')
    corpus.hide(gone)
    const embedded: string[] = []
    const embed: typeof countingEmbedder.embed = (texts, ...rest) => {
      embedded.push(...texts)
      return countingEmbedder.embed(texts, ...rest)
    }
    const { passages } = await findPassages(
      { ...depsOf(corpus), embedder: { ...countingEmbedder, embed } },
      request('plazo de entrega'),
    )
    expect(passages.map((passage) => passage.text)).toEqual(['otro plazo'])
    expect(embedded).toEqual(['plazo de entrega'])
  })

  test('does not wait a second time for an embedder that failed', async () => {
    const corpus = memoryCorpus(companyId)
    const gone = corpus.add('gone.txt', ...Array.from({ length: 50 }, (_, i) => `plazo de entrega ${i}`))
    corpus.hide(gone)
    let asked = 0
    const embed = () => {
      asked += 1
      return Promise.reject(new AppError('embedder_unavailable', 'down', { retryable: true }))
    }
    const { report } = await findPassages(
      { ...depsOf(corpus), embedder: { ...countingEmbedder, embed } },
      request('plazo de entrega'),
    )
    expect(report).toMatchObject({ mode: 'sparse', reasons: ['dense: embedder_unavailable'] })
    expect(asked).toBe(1)
  })

  test('finds nothing of another company', async () => {
    const corpus = memoryCorpus(strangers)
    corpus.add('a.txt', 'el plazo de entrega')
    const { passages, similarity } = await findPassages(depsOf(corpus), request('plazo de entrega'))
    expect([passages, similarity]).toEqual([[], null])
  })

  test('counts passages that say the same once, and goes on to others', async () => {
    const corpus = memoryCorpus(companyId)
    for (let copy = 0; copy < 15; copy += 1) corpus.add(`${copy}.txt`, 'el plazo de entrega es de diez días hábiles')
    corpus.add('otro.txt', 'el plazo de pago')
    const { passages } = await findPassages(depsOf(corpus), request('plazo de entrega', 40, 3))
    expect(passages.map(({ text }) => text)).toEqual([
      'el plazo de entrega es de diez días hábiles',
      'el plazo de pago',
    ])
    expect(passages[0]?.alsoIn).toHaveLength(14)
  })
})
