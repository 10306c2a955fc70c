import { expect, test } from 'vitest'
import { lacksNextMeeting } from './unsaid-next.ts'

const minutes = ['Fecha: 12 de febrero de 2025.', 'Asistentes: 1.º A y 2.º B.', 'Se levanta la sesión a las 20:25.']
const english = ['Minutes of the club, 8 May 2025', 'Apologies: Cllr Sutcliffe.', 'The quote was accepted.']

test.each([
  ['cuándo es la próxima junta', minutes, 'La próxima será en mayo.'],
  ['¿Qué día es la reunión siguiente?', minutes, 'Los vecinos volverán a verse el 3 de mayo.'],
  ['When is the next committee meeting?', english, 'We will meet again on 12 June.'],
])('"%s" is not told by the date of the meeting that was', (question, texts, told) => {
  expect(lacksNextMeeting(question, texts)).toBe(true)
  expect(lacksNextMeeting(question, [...texts, told])).toBe(false)
})

test.each([
  ['cuándo fue la junta', minutes],
  ['cuándo es la próxima junta', ['Junta general: 12 de junio a las 19:00.', 'Orden del día: cuentas.']],
  ['when is the next bus', english],
  ['When is the next board meeting?', ['Board meeting: 12 June at 18:00, room 2, 90 minutes.']],
  ['When is the next meeting?', ['Meeting: 12 June. Agenda: 1. Apologies 2. Minutes of the last meeting 3. Rents']],
  [
    'cuándo es la próxima junta',
    ['Junta: 12 de junio. Orden del día: 1. Lectura y aprobación del acta de la sesión anterior.'],
  ],
])('"%s" may be told', (question, texts) => {
  expect(lacksNextMeeting(question, texts)).toBe(false)
})
