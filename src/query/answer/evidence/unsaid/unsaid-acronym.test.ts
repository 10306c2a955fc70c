import { expect, test } from 'vitest'
import { lacksAcronym } from './unsaid-acronym.ts'

test.each([
  ['What is an SLO?', 'slo'],
  ['¿Qué es el TAE?', 'tae'],
  ['¿Qué significa PVR?', 'pvr'],
  ['What does ETA mean?', 'eta'],
])('"%s" has no answer where nothing has the letters', (question, word) => {
  expect(lacksAcronym(question, [word], ['SLA – service level agreement'])).toBe(true)
  expect(lacksAcronym(question, [], ['SLA – service level agreement'])).toBe(false)
})

test.each([
  ['What is an SLO?', 'slo', 'A service level objective is set every year.'],
  ['¿Qué es el TIN?', 'tin', 'El tipo de interés nominal es del 3 %.'],
  ['WHAT IS THE FEE?', 'fee', 'It costs 3 euros.'],
  ['What is the Fee?', 'fee', 'It costs 3 euros.'],
  ['¿Qué es compostaje?', 'compostaje', 'Los restos se pudren.'],
])('"%s" may be answered without the word "%s" by "%s"', (question, word, text) => {
  expect(lacksAcronym(question, [word], [text])).toBe(false)
})
