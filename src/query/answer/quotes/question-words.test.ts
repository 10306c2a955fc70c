import { expect, test } from 'vitest'
import { createAnalyser } from '../../../adapters/analyse/analyser.ts'
import { questionWords } from './question-words.ts'

const analyser = createAnalyser()
const wordsOf = (text: string) =>
  questionWords(analyser, { text, terms: analyser.analyseQuestion(text), meant: new Map() })

test.each(['03/04/2025', '3.4.25', '2025-04-03'])('a date in digits is one word: %s', (date) => {
  const words = wordsOf(`factura del ${date}`)
  expect(words.flatMap(({ word }) => word ?? []).filter((word) => word !== '2025')).toEqual(['factura', date])
  expect(words.find(({ word }) => word === date)?.terms).toEqual(['20250403'])
})

test.each(['10/12', '1.250.000', '12/2025'])('what is no date with its year stays in its parts: %s', (text) => {
  expect(wordsOf(text).some(({ word }) => word === text)).toBe(false)
})
