import { expect, test } from 'vitest'
import { unjudged } from '../../../../test/harness/unjudged.ts'
import { chunkId, parseDocumentId } from '../../../domain/ids.ts'
import type { RankedPassage } from '../../../domain/passage.ts'
import { unitsOf } from '../../../domain/units/units-of.ts'
import { noMatch } from './said/match-terms.ts'
import type { RankedUnit } from './rank-units.ts'
import { withWholeList } from './whole-list.ts'

const documentId = parseDocumentId('00000000-0000-4000-8000-000000000001')
const text = 'El plan incluye:\n- correo\n- calendario\n- copias\n'
const passage: RankedPassage = {
  id: chunkId(documentId, 0),
  documentId,
  text,
  start: 0,
  end: text.length,
  fileName: 'a.txt',
  place: null,
  headingPath: [],
  outline: null,
  pieceVectors: null,
  documentTitle: null,
  tables: [],
  title: null,
  score: 1,
}

/** The units of the text, each with the share of the question that it covers: items as given, the list as the last. Best first. */
function ranked(coveredOf: Readonly<Record<string, number>>): RankedUnit<RankedPassage>[] {
  return unitsOf([passage])
    .map((unit) => {
      const covered = unit.kind === 'list' ? 0.5 : (coveredOf[unit.text] ?? 0)
      return {
        ...unit,
        ...unjudged,
        score: unit.kind === 'list' ? 0 : 1 + covered,
        match: { ...noMatch, covered },
      }
    })
    .toSorted((a, b) => b.score - a.score)
}

test('a list is quoted whole where its items say nothing that is asked beyond what introduces it', () => {
  const [first] = withWholeList(
    ranked({ '- correo': 0.6, '- calendario': 0.62, '- copias': 0.6 }),
    '¿Qué incluye el plan?',
  )
  expect(first?.kind).toBe('list')
  expect(first?.text).toBe('- correo\n- calendario\n- copias')
})

test('an item is quoted alone where it says what is asked and the others do not', () => {
  const [first] = withWholeList(ranked({ '- correo': 1, '- calendario': 0.6, '- copias': 0.6 }), '¿Hay correo?')
  expect(first?.text).toBe('- correo')
})

test('who asks how something is done is given every step, also where one of them has its words', () => {
  const covered = { '- correo': 1, '- calendario': 0.6, '- copias': 0.6 }
  expect(withWholeList(ranked(covered), '¿Cómo se usa el correo?')[0]?.kind).toBe('list')
  expect(withWholeList(ranked(covered), 'How do I use the mail?')[0]?.kind).toBe('list')
})

test('a list is not quoted whole where nothing of the question is said', () => {
  const [first] = withWholeList(ranked({}), '¿Hay mensajes?')
  expect(first?.kind).toBe('item')
})

test.each([
  ['Don’t clean it with bleach', 'list'],
  ["You can't clean it with bleach", 'list'],
  ['Cleaning with bleach is forbidden', 'list'],
  ['Nunca lo limpie con lejía', 'list'],
  ['Clean it without bleach', 'sentence'],
  ['Límpielo sin lejía', 'sentence'],
])('of how something is done, "%s" is answered by a %s', (text_, expected) => {
  const units = ranked({ '- correo': 0.9 })
  const match = { ...noMatch, covered: 0.5 }
  const sentence = { ...units[0]!, kind: 'sentence' as const, lead: null, text: text_, match }
  expect(withWholeList([sentence, ...units], 'How do I clean it?')[0]?.kind).toBe(expected)
})

test.each([
  ['¿Qué tienen que llevar los niños?', 'list'],
  ['What do they have to bring?', 'list'],
  ['¿Qué no pueden llevar los niños?', 'sentence'],
  ['¿Se puede llevar el móvil?', 'sentence'],
])('what must not be brought does not answer "%s" before the %s', (question, expected) => {
  const units = ranked({}).map((unit) => ({ ...unit, match: { ...noMatch, covered: 0.3 } }))
  const said = 'No está permitido llevar el móvil.'
  const sentence = {
    ...units[0]!,
    kind: 'sentence' as const,
    lead: null,
    text: said,
    match: { ...noMatch, covered: 1 },
  }
  expect(withWholeList([sentence, ...units], question)[0]?.kind).toBe(expected)
})
