import { describe, expect, test } from 'vitest'
import { chooseCandidates } from './choose-candidates.ts'

const statistics = (frequencies: Readonly<Record<string, number>>) => ({
  chunks: 100_000,
  meanLength: 80,
  frequency: (term: string) => frequencies[term] ?? 0,
})

describe('the chunks weighed for a question', () => {
  test('are those with its rarest terms, as long as these are few', () => {
    const known = statistics({ plazo: 30_000, entrega: 900, garantia: 40, dia: 600 })
    const { any, pairs } = chooseCandidates(['plazo', 'entrega', 'garantia', 'dia', 'nadie'], known)
    expect(any).toEqual(['garantia', 'dia', 'entrega'])
    expect(pairs).toEqual([])
  })

  test('are those with all terms in a small company', () => {
    const known = statistics({ plazo: 120, entrega: 90 })
    expect(chooseCandidates(['plazo', 'entrega'], known).any).toEqual(['entrega', 'plazo'])
  })

  test('are those with two of the common terms, where none is rare or the rare ones are in few chunks', () => {
    const known = statistics({ plazo: 30_000, entrega: 9_000, contrato: 50_000, garantia: 4 })
    const common = [
      ['entrega', 'plazo'],
      ['entrega', 'contrato'],
      ['plazo', 'contrato'],
    ]
    expect(chooseCandidates(['contrato', 'plazo', 'entrega'], known)).toMatchObject({ any: [], pairs: common })
    expect(chooseCandidates(['contrato', 'plazo', 'entrega', 'garantia'], known)).toMatchObject({
      any: ['garantia'],
      pairs: common,
    })
  })

  test('are some of those with the only common term', () => {
    const known = statistics({ plazo: 30_000, garantia: 4 })
    expect(chooseCandidates(['plazo'], known)).toMatchObject({ any: [], pairs: [['plazo', 'plazo']] })
    expect(chooseCandidates(['plazo', 'garantia'], known)).toMatchObject({
      any: ['garantia'],
      pairs: [['plazo', 'plazo']],
    })
  })

  test('are those with any of the terms where nothing has been counted', () => {
    expect(chooseCandidates(['plazo', 'entrega'], null)).toMatchObject({ any: ['plazo', 'entrega'], pairs: [] })
  })
})
