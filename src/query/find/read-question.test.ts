import { expect, test } from 'vitest'
import { createAnalyser } from '../../adapters/analyse/analyser.ts'
import { countWords } from '../../adapters/postgres/words/count-words.ts'
import { Lexicon } from '../../adapters/postgres/words/lexicon.ts'
import { readQuestion } from './read-question.ts'

const analyser = createAnalyser()

function counted(text: string) {
  const words = new Lexicon()
  const counts = countWords([analyser.analyseText(text).join(' ')])
  words.addDocument(counts.chunks, counts.terms)
  for (const [term, count] of counts.frequencies) words.addTerm(term, count)
  return { words, complete: true, indexed: true, revision: '1' }
}

const meant = (question: string, text: string) => [...readQuestion(analyser, question, counted(text)).meant.values()]

test('a word that no document has and that means nothing stands for the one of theirs that it nearly is', () => {
  expect(meant('el contrto de alquiler', 'El contrato de alquiler dura un año.')).toEqual(['contrto'])
})

test('a mistyped word is told folded, as all who look for it in the question fold', () => {
  expect(meant('sede de Kreutzstraße', 'La sede de Kreuzstrasse abre a las ocho.')).toEqual(['kreutzstrasse'])
  expect(meant('la conﬁguracon', 'La configuración de la red.')).toEqual(['configuracon'])
})

test.each([
  ['what wine goes with it', 'Line a tin with the dough.'],
  ['hay duchas', 'Hay dudas sobre la fecha.'],
])('a word of known meaning is not taken for a mistyped one: %s', (question, text) => {
  expect(meant(question, text)).toEqual([])
})

test('short capitals are not mistyped: what they stand for, nobody may have written', () => {
  const fefo = 'FEFO: first expired, first out.'
  expect(meant('what is FIFO', fefo)).toEqual([])
  expect(meant('what is fifo', fefo)).toEqual(['fifo'])
  expect(meant('WHAT IS FIFO', fefo)).toEqual(['fifo'])
})
