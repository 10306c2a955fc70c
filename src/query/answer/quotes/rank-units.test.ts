import { expect, test } from 'vitest'
import { createAnalyser } from '../../../adapters/analyse/analyser.ts'
import type { DocumentId } from '../../../domain/ids.ts'
import { rankedPassage } from '../../../../test/harness/ranked-passage.ts'
import { byScore, rankUnits } from './rank-units.ts'

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

function ranking(text: string, passage: string) {
  const sought = { text, terms: analyser.analyseQuestion(text), meant: new Map<string, string>() }
  return rankUnits({ analyser, languageOf: () => null }, { ...sought, embedding: null, meanQuestion: null }, [
    rankedPassage(4, passage),
  ])
}

test('a bare number under the column that is asked for is an amount', () => {
  const table = 'Month | Travel | Meals\nFebruary | 30.00 | 64.20\nMarch | 12.00 | 9.00'
  expect(ranking('How much was spent on meals in February?', table)[0]).toMatchObject({ kind: 'row', hasKind: true })
  expect(ranking('How much was spent on hotels in February?', table)[0]).toMatchObject({ kind: 'row', hasKind: false })
})

test('a clause called by another number is not the one that is asked for', () => {
  const lease = 'Clause Six: Either party may end the lease.\n\n4.2 The tenant shall keep the shop window lit.'
  expect(ranking('What does clause 4.2 say?', lease)[0]?.text).toMatch(/^4\.2/)
})

test('of a code the letters alone are not what is asked for', () => {
  const plant = 'The plant is certified to ISO 14001.'
  expect(ranking('iso9001', plant)[0]?.match).toMatchObject({ covered: 0, unsaid: ['iso9001'] })
  expect(ranking('iso14001', plant)[0]?.match).toMatchObject({ covered: 1, unsaid: [] })
})

test('what anything has need not be said', () => {
  expect(ranking('What is the name of the project?', 'Project: Lantern')[0]?.match.unsaid).toEqual([])
})

test('a long code is read as one however it is grouped', () => {
  const account = 'La garantía se ingresa en la cuenta ES4520386677123300987654.'
  expect(ranking('ES45 2038 6677 1233 0098 7654', account)[0]?.match).toMatchObject({ covered: 1, unsaid: [] })
})

test('what is introduced by "when" says when', () => {
  const card = 'Call the technician when:\n- the pump screams\n- water runs from under the machine'
  expect(ranking('when do I call the technician', card)[0]?.hasKind).toBe(true)
})

test.each([
  ['¿Cuánto mide la finca?', 'La finca mide catorce hectáreas y linda con el río.', true],
  ['What does a dog cost?', 'route | adult | dog\nCastle | 4.20 | 0.60', true],
  ['Who teaches the language classes?', 'Language classes take place on Tuesdays in room 2.', false],
  ['¿Dónde está el taller?', 'Los gastos de envío al taller son de la marca.', false],
  ['When may the door be opened?', 'The door stays shut until the meter shows ninety degrees.', true],
  ['¿Cuántos ejemplares tiene la tirada?', 'Tirada: quinientos ejemplares', true],
])('"%s" of "%s" has what is asked for: %s', (question, passage, expected) => {
  expect(ranking(question, passage)[0]?.hasKind).toBe(expected)
})

test('a rule that is asked for by its number is the item of that number', () => {
  const rules = 'RULES\n\n4. Candidates are proposed by two members.\n5. Subscriptions fall due on 1 April.'
  expect(ranking('What does rule 5 say?', rules)[0]?.text).toMatch(/^5\. Subscriptions/)
})

test('what stands under the heading that is all of a question is about it more than what mentions it', () => {
  const text =
    'Humedad\n\nMantenga un 45 % hasta el día 18.\n\nÚltimos días\n\nSuba la humedad al 65 % y no abra la tapa.'
  const sought = { text: 'humedad', terms: analyser.analyseQuestion('humedad'), meant: new Map<string, string>() }
  const [heading, other] = [0, text.indexOf('Últimos')]
  const passages = [
    { ...rankedPassage(5, text.slice(heading, other).split('\n\n')[1] ?? ''), headingPath: ['4. Humedad'] },
    { ...rankedPassage(6, text.slice(other).split('\n\n')[1] ?? ''), headingPath: ['6. Últimos días'] },
  ]
  const [best] = rankUnits(
    { analyser, languageOf: () => null },
    { ...sought, embedding: null, meanQuestion: null },
    passages,
  )
  expect(best?.text).toBe('Mantenga un 45 % hasta el día 18.')
})

test.each([
  ['How long does it bake?', 'Pour in and bake for an hour and a quarter.', true],
  ['How heavy a load can it lift?', 'The hoist takes 25 tonnes.', true],
])('what lasts and what weighs is seen in words: "%s", "%s"', (question, passage, isThere) => {
  expect(ranking(question, passage)[0]?.hasKind).toBe(isThere)
})

test('what is as good as another comes in the order it is read in, whatever order it came in', () => {
  const ranked = ranking('Who has the keys?', '- The lamp is on.\n- The lamp is off.\n- The lamp is red.').map(
    (unit) => ({
      ...unit,
      score: 0,
    }),
  )
  expect(ranked.length).toBeGreaterThan(2)
  const inOrder = ranked.toSorted((a, b) => a.start - b.start || a.end - b.end)
  expect(ranked.toSorted(byScore)).toEqual(inOrder)
  expect(inOrder.toReversed().toSorted(byScore)).toEqual(inOrder)
})

test('a point that is asked for by its number alone comes before lines that have the number', () => {
  const minutes =
    'Present: flats 3A, 3B and point 3 of the map.\n\n1) Accounts. They are approved.\n2) Lift. It is repaired.\n3) Roof. A quote is asked for.'
  expect(ranking('point 3', minutes)[0]?.text).toBe('3) Roof. A quote is asked for.')
})

test('a point is one also where it is laid out as a paragraph, with its number', () => {
  const minutes =
    'Asisten 2 vocales y la presidenta.\n\n1.- Vestuarios. Se instalarán doce taquillas.\n\n2.- Turnos: se comunican con cinco días.'
  expect(ranking('que se dice en el punto 1', minutes)[0]?.text).toBe('1.- Vestuarios. Se instalarán doce taquillas.')
  expect(ranking('punto 2', minutes)[0]?.text).toBe('2.- Turnos: se comunican con cinco días.')
})

test('a number of a form of its own is no other number', () => {
  const invoice = 'VAT 20 % | 198.00\n\nVAT GB 287 6541 09'
  const kinds = new Map(
    ranking('what is the VAT number of the firm', invoice).map(({ text, hasKind }) => [text, hasKind]),
  )
  expect(kinds.get('VAT 20 % | 198.00')).toBe(false)
  expect(kinds.get('VAT GB 287 6541 09')).toBe(true)
})
