import { expect, test } from 'vitest'
import { createAnalyser } from '../../../../adapters/analyse/analyser.ts'
import { questionWords } from './question-words.ts'

const analyser = createAnalyser()
const wordsOf = (text: string) =>
  questionWords(analyser, { text, terms: analyser.analyseQuestion(text), meant: new Map() })

test.each(['03/04/2025', '3.4.25', '2025-04-03'])('a date in digits is one word: %s', (date) => {
  const words = wordsOf(`factura del ${date}`)
  expect(words.flatMap(({ word }) => word ?? []).filter((word) => word !== '2025')).toEqual(['factura', date])
  expect(words.find(({ word }) => word === date)?.terms).toEqual(['20250403', 'dm0403'])
})

test.each(['10/12', '1.250.000', '12/2025'])('what is no date with its year stays in its parts: %s', (text) => {
  expect(wordsOf(text).some(({ word }) => word === text)).toBe(false)
})

test('a day whose month has a name is one word beside those that it is written of', () => {
  const day = wordsOf('el 3 de abril de 2025').find(({ terms }) => terms.includes('20250403'))
  expect(day).toMatchObject({ word: null, terms: ['20250403', 'dm0403'], telling: true })
  expect(wordsOf('el 3 de abril').find(({ terms }) => terms.includes('dm0403'))?.telling).toBe(true)
})

test('a date with which a question begins is its first word', () => {
  expect(wordsOf('05/03/2025').map(({ word }) => word)).toEqual(['05/03/2025', '2025', null])
  expect(wordsOf('factura del 05/03/2025').map(({ word }) => word)).toEqual(['factura', '05/03/2025', '2025', null])
})

test('a day and what it is written of are said by the days it lies among', () => {
  const text = '08/12-14/12 | 24 horas'
  const said = (question: string) => wordsOf(question).map(({ otherwise }) => otherwise?.test(text) ?? false)
  expect(said('el 10 de diciembre')).toEqual([true, true, true])
  expect(said('el 20 de diciembre')).toEqual([false, false, false])
  expect(said('10 farmacias de diciembre')).not.toContain(true)
})
