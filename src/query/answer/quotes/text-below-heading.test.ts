import { expect, test } from 'vitest'
import { createAnalyser } from '../../../adapters/analyse/analyser.ts'
import { rankedPassage } from '../../../../test/harness/ranked-passage.ts'
import { rankUnits } from './rank-units.ts'
import { withTextBelowFirst } from './text-below-heading.ts'

const analyser = createAnalyser()

function firstOf(text: string, headingPath: readonly string[], passage: string) {
  const sought = { text, terms: analyser.analyseQuestion(text), meant: new Map<string, string>() }
  const reading = { analyser, languageOf: () => null }
  const passages = [{ ...rankedPassage(1, passage), headingPath }]
  const ranked = rankUnits(reading, { ...sought, embedding: null, meanQuestion: null }, passages)
  const sentence = ranked.find(({ kind }) => kind === 'sentence')
  const heading = { ...sentence!, kind: 'heading' as const, text: headingPath.at(-1) ?? '', score: 9 }
  return withTextBelowFirst([heading, ...ranked])[0]?.text
}

test('a heading with the words of a question is not quoted before the text below it', () => {
  expect(firstOf('complaints', ['COMPLAINTS'], 'Write to the harbour manager, Tamsin Rowe.')).toMatch(/^Write to/)
})

test.each(['2.1 Complaints', 'Chapter 3. Complaints', 'Sección 2. Complaints', 'IV. Complaints'])(
  'the number in front of a heading says nothing: "%s"',
  (heading) => {
    expect(firstOf('complaints', [heading], 'Write to the harbour manager, Tamsin Rowe.')).toMatch(/^Write to/)
  },
)

test('a line that only looks like a heading stays what is quoted', () => {
  expect(firstOf('how many eggs', ['2 eggs'], 'Stir the dry things together in the big bowl.')).toBe('2 eggs')
})

test('nor does a sentence that stands where a heading would', () => {
  const stove = 'The stove needs nine minutes to warm up. Flame'
  expect(firstOf('how long does the stove need?', [stove], 'The heater must never run at night.')).toBe(stove)
})
