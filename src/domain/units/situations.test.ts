import { expect, test } from 'vitest'
import { rankedPassage } from '../../../test/harness/ranked-passage.ts'
import { unitsOf } from './units-of.ts'

const asked = 'I have a new tattoo. Can I give?'

test.each([
  ['on the next line', `${asked}\nNot for four months.`],
  ['in the next block', `${asked}\n\nNot for four months.`],
])('a question stands with the sentence that says what it is about, its answer %s', (_, text) => {
  const units = unitsOf([rankedPassage(1, text)])
  expect(units.map(({ kind, lead, text: own }) => [kind, lead?.text, own])).toEqual([
    ['faq', asked, 'Not for four months.'],
  ])
})

test('a sentence before a question that nothing answers is quoted for itself', () => {
  const units = unitsOf([rankedPassage(1, 'We arrive at five. Can you open the gate? It is at the back.')])
  expect(units.map(({ text }) => text)).toContain('We arrive at five.')
})
