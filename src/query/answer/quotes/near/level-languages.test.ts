import { expect, test } from 'vitest'
import { levelLanguages } from './level-languages.ts'

const es = ['es', 'es', 'es', 'es'] as const
const en = ['en', 'en', 'en', 'en'] as const

test('the nearest unit of the other language comes up to the nearest one of the own', () => {
  const levelled = levelLanguages([0.2, 0.2, 0.2, 0.7, 0.7, 0.7, 0.7, 0.9], [...es, ...en])
  expect(levelled[3]).toBeGreaterThan(levelled[7] ?? 0)
})

test('what one language has is left as it is', () => {
  expect(levelLanguages([0.2, null, 0.4], ['es', 'es', null])).toEqual([0.2, null, 0.4])
})

test('a lone unit of the other language is not taken for the mean of its language', () => {
  const [lone = 0, ...others] = levelLanguages([0.2, 0.6, 0.6, 0.6], ['es', 'en', 'en', 'en'])
  expect(lone).toBeLessThan(Math.min(...others.map((value) => value ?? 0)))
})
