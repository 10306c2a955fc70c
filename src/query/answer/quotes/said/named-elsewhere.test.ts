import { expect, test } from 'vitest'
import { rankedPassage } from '../../../../../test/harness/ranked-passage.ts'
import { documentsOfOthers } from './named-elsewhere.ts'

const passages = ['Oficina de Madrid. La jornada empieza a las ocho.', 'Dublin office. It starts at nine.'].map(
  (text, at) => rankedPassage(at, text),
)

test('a name is none within another word, but one in several, and one in the name of a file that has no blanks', () => {
  const lacksAna = [rankedPassage(0, 'La oficina abre mañana.'), rankedPassage(1, 'Despacho de Ana.')]
  expect([...documentsOfOthers('¿Dónde está Ana?', lacksAna)]).toEqual([lacksAna[0]?.documentId])
  const several = [rankedPassage(0, 'Los Kindles se prestan.'), rankedPassage(1, 'Un Kindle cuesta 90 €.')]
  expect([...documentsOfOthers('¿Cuánto cuesta un Kindle?', several)]).toEqual([])
  const glued = { ...rankedPassage(0, 'Se abre a las ocho.'), fileName: 'NormasDublin2024.pdf' }
  expect([...documentsOfOthers('¿A qué hora abre Dublin?', [glued, rankedPassage(1, 'Oficina de Dublin.')])]).toEqual(
    [],
  )
})

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
