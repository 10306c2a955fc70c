import { expect, test } from 'vitest'
import { createAnalyser } from '../../../adapters/analyse/analyser.ts'
import type { DocumentId } from '../../../domain/ids.ts'
import { rankedPassage } from '../../../../test/harness/ranked-passage.ts'
import { rankUnits } from './rank-units.ts'

const analyser = createAnalyser()
const van = rankedPassage(1, 'The keys are with Moira in dispatch. Maximum load 1,100 kg.')
const hatchback = rankedPassage(2, 'The keys are in the locker. Next service is due in June.')

function best(text: string, spokenOf: DocumentId | null): string {
  const sought = { text, terms: analyser.analyseQuestion(text), meant: new Map<string, string>(), spokenOf }
  const ranked = rankUnits({ analyser, languageOf: () => null }, { ...sought, embedding: null, meanQuestion: null }, [
    van,
    hatchback,
  ])
  return ranked[0]?.text ?? ''
}

test('what several documents say is quoted from the one that the chat is about', () => {
  expect(best('who has the keys?', van.documentId)).toBe('The keys are with Moira in dispatch.')
  expect(best('who has the keys?', hatchback.documentId)).toBe('The keys are in the locker.')
})

test('what only another document says is quoted from that one', () => {
  expect(best('what is the maximum load?', hatchback.documentId)).toBe('Maximum load 1,100 kg.')
})

test('the mark of a note hides no duration', () => {
  const soup = rankedPassage(3, 'Se cuece durante veinte minutos¹ a fuego lento.')
  const text = '¿Durante cuánto tiempo se cuece?'
  const sought = { text, terms: analyser.analyseQuestion(text), meant: new Map<string, string>() }
  const [unit] = rankUnits({ analyser, languageOf: () => null }, { ...sought, embedding: null, meanQuestion: null }, [
    soup,
  ])
  expect(unit?.hasKind).toBe(true)
})
