import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../test/harness/ranked-passage.ts'
import { unjudged } from '../../../../test/harness/unjudged.ts'
import { unitsOf } from '../../../domain/units/units-of.ts'
import type { AnswerKindAsked } from '../quotes/said/answer-kind.ts'
import { noMatch } from '../quotes/said/match-terms.ts'
import { isJudgedAsProse } from './judged-as-prose.ts'

/** Two sentences of running text, of which the second has what is asked for or not. */
function judged(kinds: readonly AnswerKindAsked[], hasKind: boolean) {
  const text = 'El modelo más vendido fue el Litoral, con 51 unidades. El otro costó 9.000 euros, según la empresa.'
  const [one, other] = unitsOf([
    rankedPassage(1, `${text} ${'Se vende en los talleres de la marca y en otros. '.repeat(6)}`),
  ])
  if (one === undefined || other === undefined) throw new Error('there are two sentences')
  const match = { ...noMatch, covered: 0.5, share: 0.5, anywhere: 0.5 }
  const ranked = [
    { ...one, ...unjudged, score: 2, match, kinds, hasKind },
    { ...other, ...unjudged, score: 1, match, kinds, hasKind: true },
  ]
  const asked = '¿Cuánto cuesta un Litoral de los nuevos hoy?'
  return isJudgedAsProse({ asked, ranked, words: 8, scale: { middle: 0.8, deviation: 0.05 }, sameLanguage: true })
}

test('a sentence without the amount or the hour that is asked for is not judged by how near it is, whatever the next one has', () => {
  expect([judged(['money'], false), judged(['time'], false), judged(['percent', 'money'], false)]).not.toContain(true)
  expect(judged(['money'], true)).toBe(true)
})

test('what may be said in another form is', () => {
  expect([judged(['place'], false), judged(['money', 'agent'], false), judged([], false)]).not.toContain(false)
})
