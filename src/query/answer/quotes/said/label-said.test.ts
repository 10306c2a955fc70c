import { expect, test } from 'vitest'
import type { UnitKind } from '../../../../domain/units/unit.ts'
import { labelSaid } from './label-said.ts'
import type { Word } from './match-terms.ts'

const analyser = {
  analyseText: (text: string) => text.toLowerCase().match(/[a-z]+/g) ?? [],
  sameMeaning: (term: string) => (term === 'autor' ? ['author'] : []),
}
const word = (term: string, light = false): Word => ({
  word: term,
  terms: [term],
  meant: [],
  telling: false,
  form: null,
  otherwise: null,
  light,
  general: false,
})
const unit = (text: string, kind: UnitKind = 'label') => ({ kind, text })

test('a label says what is asked for, by its own word or by another of the same meaning', () => {
  const units = [unit('title: Travel policy'), unit('author: Ana Ruiz'), unit('Autor: Ana Ruiz'), unit('date: 2024')]
  const [title, author, autor, date] = labelSaid(analyser, units, [word('tiene', true), word('autor'), word('policy')])
  expect([title, date]).toEqual([0, 0])
  expect(author).toBeGreaterThan(0)
  expect(autor).toBeGreaterThan(author ?? 1)
})

test('the first cell of a row is its label; a sentence has none, whatever it says', () => {
  const units = [unit('autor | Ana', 'row'), unit('El autor: Ana.', 'sentence'), unit('Ana | autor', 'row')]
  expect(labelSaid(analyser, units, [word('autor')])).toEqual([1, 0, 0])
})

test('nothing is asked for without a word', () => {
  expect(labelSaid(analyser, [unit('autor: Ana')], [])).toEqual([0])
})

test('of a number or a date it is said which', () => {
  const units = [unit('Fecha de pedido: 3 de mayo'), unit('Fecha de entrega: 9 de mayo')]
  const [ordered, delivered] = labelSaid(analyser, units, [word('fecha'), word('entrega')])
  expect(delivered).toBeGreaterThan(ordered ?? 1)
})
