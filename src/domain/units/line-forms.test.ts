import { expect, test } from 'vitest'
import { isQuestion } from './line-forms.ts'

test.each([
  '¿Hay parking?',
  '[03/06/2025, 19:02] Marge: who has the spare boat trailer',
  '12/03/24, 10:11 - Ana: a qué hora es',
])('is a question: %s', (line) => {
  expect(isQuestion(line)).toBe(true)
})

test.each([
  '[03/06/2025, 19:05] Colin: it is in the red barn',
  '[03/06/2025, 19:11] Marge: when it rains we stay. All of us.',
  'Horario: cuando abre la oficina',
])('is none: %s', (line) => {
  expect(isQuestion(line)).toBe(false)
})
