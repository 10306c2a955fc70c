import { expect, test } from 'vitest'
import { companyScore } from './bm25.ts'

const statistics = (frequencies: Readonly<Record<string, number>>, chunks = 10, meanLength = 4) => ({
  chunks,
  meanLength,
  frequency: (term: string) => frequencies[term] ?? 0,
})

test('is BM25 with k1 1.2 and b .75', () => {
  // two of ten chunks hold it: ln(1 + 8.5 / 2.5) = ln 4.4; once in a chunk of the mean length: · 2.2 / 2.2
  expect(companyScore(['plazo'], 'plazo de entrega corto', statistics({ plazo: 2 }))).toBeCloseTo(Math.log(4.4), 10)
  // twice in a chunk of twice the mean length: 2 · 2.2 / (2 + 1.2 · (.25 + .75 · 2))
  const long = 'plazo plazo a b c d e f'
  expect(companyScore(['plazo'], long, statistics({ plazo: 2 }))).toBeCloseTo((Math.log(4.4) * 4.4) / 4.1, 10)
})

test('adds the terms and gives nothing for one that is not there', () => {
  const known = statistics({ plazo: 2, pago: 1 })
  const both = companyScore(['plazo', 'pago'], 'plazo pago x y', known)
  const alone = ['plazo', 'pago'].map((term) => companyScore([term, 'nada'], 'plazo pago x y', known))
  expect(both).toBeCloseTo((alone[0] ?? 0) + (alone[1] ?? 0), 10)
})

test('stays positive for a term in every chunk, and for one that was not counted yet', () => {
  expect(companyScore(['a'], 'a', statistics({ a: 10 }))).toBeGreaterThan(0)
  expect(companyScore(['a'], 'a', statistics({}, 0, 0))).toBeGreaterThan(0)
})

test('counts whole terms, wherever they stand', () => {
  const known = statistics({ plazo: 2 }, 10, 0)
  const score = (joined: string) => companyScore(['plazo'], joined, known)
  expect(score('plazos aplazo plazo1')).toBe(0)
  expect(score('plazo a plazo')).toBe(score('b plazo plazo'))
  expect(score('plazoplazo plazo')).toBe(score('plazo x'))
})
