import { expect, test } from 'vitest'
import { chunkId, parseDocumentId } from '../../../domain/ids.ts'
import type { RankedPassage } from '../../../domain/passage.ts'
import { documentsOfOthers } from './named-elsewhere.ts'

const idOf = (at: number) => parseDocumentId(`00000000-0000-4000-8000-00000000000${at}`)
const passages = ['Oficina de Madrid. La jornada empieza a las ocho.', 'Dublin office. It starts at nine.'].map(
  (text, at): RankedPassage => ({
    id: chunkId(idOf(at), 0),
    documentId: idOf(at),
    text,
    start: 0,
    end: text.length,
    place: null,
    headingPath: [],
    outline: null,
    pieceVectors: null,
    tables: [],
    fileName: 'a.txt',
    title: null,
    score: 1,
  }),
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
  expect([...documentsOfOthers(question, passages)]).toEqual(others.map(idOf))
})
