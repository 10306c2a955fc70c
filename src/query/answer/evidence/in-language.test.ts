import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../test/harness/ranked-passage.ts'
import { unjudged } from '../../../../test/harness/unjudged.ts'
import { unitsOf } from '../../../domain/units/units-of.ts'
import { noMatch } from '../quotes/said/match-terms.ts'
import { isInLanguage } from './in-language.ts'

const asked = { text: 'What does unit 226 cost?', language: 'en' } as const

function unit(text: string, language: 'es' | 'en' | null) {
  const [first] = unitsOf([rankedPassage(1, text)])
  if (first === undefined) throw new Error('there is a unit')
  return {
    ...first,
    ...unjudged,
    score: 1,
    language,
    match: { ...noMatch, score: 1, covered: 1, share: 1, anywhere: 1 },
  }
}

test('a text that surely shows a language is in that one', () => {
  expect(isInLanguage(unit('Unit 226 | 1538', 'es'), asked, () => 'en')).toBe(false)
  expect(isInLanguage(unit('226 | 1538', 'en'), asked, () => 'es')).toBe(true)
})

test('a table that shows none is in the language of a question with which it shares a word', () => {
  expect(isInLanguage(unit('Unit 226 | 1538', null), asked, () => 'es')).toBe(true)
})

test.each(['WHAT DOES UNIT 226 COST?', 'Unit 226 price'])(
  'a capital that begins a question, or one among capitals, is that of any word: %s',
  (text) => {
    expect(isInLanguage(unit('Unit 226 | 1538', null), { text, language: 'en' }, () => 'es')).toBe(true)
  },
)

test('a name is shared by both languages', () => {
  const question = { text: 'What does Cabrera cost?', language: 'en' } as const
  expect(isInLanguage(unit('Cabrera | 1538', null), question, () => 'es')).toBe(false)
})

test('a table that shows none and shares no word is in the one it looks like', () => {
  expect(isInLanguage(unit('Plaza 226 | 1538', null), asked, () => 'es')).toBe(false)
  expect(isInLanguage(unit('226 | 1538', null), asked, () => 'en')).toBe(true)
})
