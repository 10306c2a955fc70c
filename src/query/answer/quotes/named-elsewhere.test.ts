import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../test/harness/ranked-passage.ts'
import { documentsOfOthers } from './named-elsewhere.ts'

const passages = ['Oficina de Madrid. La jornada empieza a las ocho.', 'Dublin office. It starts at nine.'].map(
  (text, at) => rankedPassage(at, text),
)

test.each([
  ['¿A qué hora empieza la jornada en Dublín?', [0]],
  ['When does work start in Madrid?', [1]],
  ['¿A qué hora empieza en Lisboa?', []],
  ['Madrid', []],
  ['When does it start on Monday?', []],
  ['¿QUÉ PASA EN MADRID?', []],
  ['Does Madrid start before Dublin?', []],
])('of "%s" these documents are about another: %j', (question, others) => {
  expect([...documentsOfOthers(question, passages)]).toEqual(others.map((at) => passages[at]?.documentId))
})
