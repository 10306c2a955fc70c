import fc from 'fast-check'
import { expect, test } from 'vitest'
import { companyScore } from '../../../domain/bm25.ts'
import { chunkId, parseCompanyId, parseDocumentId } from '../../../domain/ids.ts'
import { holdVectors } from './inner-products.ts'
import { RowWordsBuilder } from './row-words.ts'
import { searchSparseAmong } from './search-rows.ts'

const companyId = parseCompanyId('5e7f6ac2-6f0e-4b3c-9d6a-0d8f4c1b2a01')
const documentId = parseDocumentId('5e7f6ac2-6f0e-4b3c-9d6a-0d8f4c1b2a02')
const statistics = { chunks: 5_000, meanLength: 3, frequency: (term: string) => term.length * 40 }

function rowsOf(texts: readonly string[]) {
  const words = new RowWordsBuilder()
  for (const text of texts) words.add(text)
  const ids = texts.map((_text, at) => chunkId(documentId, at))
  return { ids, documents: texts.map(() => documentId), vectors: holdVectors([], 0), words: words.finish() }
}

/** Scores of all rows that were found, by the number of the row. */
function scoresOf(texts: readonly string[], terms: readonly string[]) {
  const search = { companyId, terms, limit: texts.length + 1, signal: new AbortController().signal }
  const hits = searchSparseAmong(rowsOf(texts), search, statistics)
  return new Map(hits.map(({ id, score }) => [Number(id.split('_')[1]), score]))
}

function byReading(texts: readonly string[], terms: readonly string[]) {
  const scores = texts.map((text) => companyScore(terms, text, statistics))
  return new Map([...scores.entries()].filter(([, score]) => score > 0))
}

const term = fc.constantFrom('plaz', 'plazo', 'p', 'entreg', '20240315', 'ñandú', '漢字', 'x1', 'constructor')
const text = fc.array(term, { maxLength: 12 }).map((words) => words.join(' '))

test('words are weighed as by reading every row, to the last bit', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), fc.array(term, { maxLength: 5 }), (texts, terms) => {
      expect(scoresOf(texts, terms)).toEqual(byReading(texts, terms))
    }),
  )
})

test('thousands of rows with as many words each of its own are told apart', () => {
  const texts = Array.from({ length: 3_000 }, (_, at) => `plaz w${at} w${at} n${at % 7} ${at} x${at * 31}y`)
  for (const terms of [['w17'], ['x31y', 'n3'], ['plaz'], ['2999', '0'], ['nothing']])
    expect(scoresOf(texts, terms)).toEqual(byReading(texts, terms))
})
