import { expect, test } from 'vitest'
import { isQuestion, looksLikeNames } from './line-forms.ts'

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

test.each([
  ['Servicio | Precio', ['Pintura | 85 €', 'Yeso | 40 €'], true],
  ['Day | Class | Room', ['Monday | Yoga | 4'], true],
  ['Palabra | Cantidad', [], true],
  [
    'What | When',
    ['Desk job | 6 to 8 weeks', 'Long flights | 3 months', 'Elastic stockings off | after 6 weeks'],
    true,
  ],
  ['Problema | Solución', ['No enciende | Compruebe el cable', 'Pierde agua | Apriete la junta de abajo'], true],
  ['Cliente | Hotel Duna', ['Contacto | Sergi Mas', 'Teléfono | 977 30 11 22', 'Forma de pago | Giro'], false],
  ['2019 – 2024 | Cook, Hotel Sol', ['2015 – 2019 | Kitchen aid, Bar Lima'], false],
  ['2021 – today | Lead engineer', ['2015 | Internship'], false],
  ['9:30 – 11:00 | Taller', ['11:30 – 12:00 | Visita'], false],
])('"%s" names the columns of what is below it: %s, %s', (row, below, expected) => {
  expect(looksLikeNames(row, below)).toBe(expected)
})
