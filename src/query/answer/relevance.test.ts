import { describe, expect, test } from 'vitest'
import { plainAnalyser } from '../../../test/harness/query.ts'
import { chunkId, parseDocumentId } from '../../domain/ids.ts'
import type { Analyser } from '../../ports/analyser.ts'
import { isRelevant, type RelevanceInput } from './relevance.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const passage = (text: string) => ({
  id: chunkId(documentId, 0),
  documentId,
  text,
  start: 0,
  end: text.length,
  place: null,
  headingPath: [],
  tables: [],
  fileName: 'a.txt',
  title: null,
  score: 1,
})
const deps = {
  analyser: plainAnalyser,
  detectLanguage: (text: string) => (/\bthe\b/.test(text) ? ('en' as const) : ('es' as const)),
}
const input = (changes: Partial<RelevanceInput>): RelevanceInput => ({
  question: 'plazo entrega pedido urgente',
  language: 'es',
  passages: [passage('el plazo de entrega es corto')],
  similarity: 0.3,
  scale: { needed: 0.34, neededAcross: 0.18, coverageShare: 0.3 },
  ...changes,
})

describe('isRelevant', () => {
  test('needs passages at all', () => {
    expect(isRelevant(deps, input({ passages: [] }))).toBe(false)
  })

  test('adds the share of the question a passage contains to the similarity', () => {
    // half of the question's four words: .22 + .3 · .5 = .37, and .18 + .15 = .33
    expect(isRelevant(deps, input({ similarity: 0.22 }))).toBe(true)
    expect(isRelevant(deps, input({ similarity: 0.18 }))).toBe(false)
    expect(isRelevant(deps, input({ similarity: 0.22, passages: [passage('receta de la tortilla')] }))).toBe(false)
    expect(isRelevant(deps, input({ similarity: 0.5, passages: [passage('receta de la tortilla')] }))).toBe(true)
  })

  test('finds words of the question in the headings as well', () => {
    const headed = { ...passage('es corto'), headingPath: ['Plazo de entrega'] }
    expect(isRelevant(deps, input({ similarity: 0.22, passages: [headed] }))).toBe(true)
  })

  test('takes a name or a number that stands in a passage, however far the model finds it, in whatever language', () => {
    const named = [passage('the file of xocebalaba is closed'), passage('receta de la tortilla')]
    const asked = (question: string) => isRelevant(deps, input({ question, similarity: 0.02, passages: named }))
    expect(asked('Xocebalaba')).toBe(true)
    expect(asked('¿Xocebalaba?')).toBe(true)
    expect(asked('Xocebalabo')).toBe(false)
    expect(asked('xocebalaba urgente')).toBe(false)
  })

  test('counts a word once that has a stem in each language', () => {
    const both: Analyser = {
      ...plainAnalyser,
      analyseText: (text) => (text.includes(' ') ? ['clav'] : [text, text.slice(0, -1)]),
    }
    const asked = input({ question: 'clave', similarity: 0.02, passages: [passage('la clave es corta')] })
    expect(isRelevant({ ...deps, analyser: both }, asked)).toBe(true)
  })

  test('judges passages in another language by similarity alone', () => {
    const foreign = [passage('the delivery period is short')]
    expect(isRelevant(deps, input({ similarity: 0.2, passages: foreign }))).toBe(true)
    expect(isRelevant(deps, input({ similarity: 0.15, passages: foreign }))).toBe(false)
    const mixed = [...foreign, passage('receta de la tortilla'), passage('receta del gazpacho')]
    expect(isRelevant(deps, input({ similarity: 0.2, passages: mixed }))).toBe(false)
  })

  test('goes by the words when no similarity can be had or its scale is unknown', () => {
    for (const changes of [{ similarity: null }, { similarity: 0.9, scale: null }]) {
      expect(isRelevant(deps, input(changes))).toBe(true)
      expect(isRelevant(deps, input({ ...changes, passages: [passage('receta de la tortilla')] }))).toBe(false)
      expect(isRelevant(deps, input({ ...changes, passages: [passage('the delivery')] }))).toBe(true)
    }
  })
})
