import { expect, test } from 'vitest'
import { atRank, isOfOtherRank, ranksAsked } from './ranks.ts'

test.each([
  ['quien quedo segundo', [2]],
  ['¿quien ocupa el tercer puesto?', [3]],
  ['who finished first', [1]],
  ['cual es el segundo apellido', []],
  ['quien gano', []],
])('"%s" asks for ranks %s', (question, ranks) => {
  expect([...ranksAsked(question).values()]).toEqual(ranks)
})

test('a row that begins with its number is of a rank', () => {
  expect(atRank(2).test('2 | noa ferrer | 6')).toBe(true)
  expect(atRank(2).test('2.o | noa ferrer')).toBe(true)
  expect(atRank(2).test('1 | victor lacasa | 2')).toBe(false)
  expect(atRank(2).test('2 huevos')).toBe(false)
})

test('nobody came eighth of five', () => {
  const rows = ['Puesto | Jugador\n1 | Lacasa', 'Puesto | Jugador\n2 | Ferrer']
  expect(isOfOtherRank('quién quedó octavo', '1 | Lacasa', rows)).toBe(true)
  expect(isOfOtherRank('quién quedó segundo', '1 | Lacasa', rows)).toBe(false)
  expect(isOfOtherRank('quién quedó octavo', 'Lacasa | 8,5', rows)).toBe(false)
})

test('a row of another number that says the ordinal itself is no other one', () => {
  const rows = ['Albarán | Entrega | Llegada\n12 | Tercera entrega | 3 de mayo']
  expect(isOfOtherRank('cuándo llegó la tercera entrega', '12 | Tercera entrega | 3 de mayo', rows)).toBe(false)
  expect(isOfOtherRank('cuándo llegó la cuarta entrega', '12 | Tercera entrega | 3 de mayo', rows)).toBe(true)
  expect(isOfOtherRank('when did the 3rd lorry arrive, who came third', '12 | Lorry 3rd', ['12 | Lorry 3rd'])).toBe(
    false,
  )
})
