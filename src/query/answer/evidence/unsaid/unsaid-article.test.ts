import { expect, test } from 'vitest'
import { createAnalyser } from '../../../../adapters/analyse/analyser.ts'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { rankUnits } from '../../quotes/rank-units.ts'
import { lacksArticle } from './unsaid-article.ts'

const analyser = createAnalyser()

function lacks(text: string, passage: string): boolean {
  const sought = { text, terms: analyser.analyseQuestion(text), meant: new Map<string, string>() }
  const reading = { analyser, languageOf: () => null }
  const ranked = rankUnits(reading, { ...sought, embedding: null, meanQuestion: null }, [rankedPassage(1, passage)])
  return lacksArticle(text, ranked)
}

const pact = 'DÉCIMA.- Fallecimiento\n\nLos herederos cobran el valor contable, como dice la cláusula tercera.'

test('a clause that nobody wrote is lacking', () => {
  expect(lacks('¿Qué dice la cláusula decimotercera?', pact)).toBe(true)
})

test('a clause that is there, or is spoken of, is not', () => {
  expect(lacks('¿Qué dice la cláusula tercera?', pact)).toBe(false)
  expect(lacks('¿Qué dice la cláusula décima?', 'Cláusula décima. Fallecimiento\n\nCobran los herederos.')).toBe(false)
})

test('a sign for a number before it asks for the same', () => {
  expect(lacks('¿Qué dice la cláusula n.º 13?', pact)).toBe(true)
  expect(lacks('¿Qué dice el artículo nº 5?', 'Artículo 5.- Cuotas\n\nSe pagan al año.')).toBe(false)
})

test('a clause is there however its number is written', () => {
  const statutes = 'Artículo 5º.- Cuotas\n\nLa cuota se paga en enero.'
  expect(lacks('¿Qué dice el artículo 5?', statutes)).toBe(false)
  expect(lacks('¿Qué dice el artículo 5.º?', statutes)).toBe(false)
  expect(lacks('¿Qué dice el artículo 6º?', statutes)).toBe(true)
})

test('nothing is lacking where no number is asked for', () => {
  expect(lacks('¿Qué cobran los herederos?', pact)).toBe(false)
})
