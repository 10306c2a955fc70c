import { expect, test } from 'vitest'
import { lacksDate, lacksWeekday } from './unsaid-date.ts'

test.each([
  ['¿Quién está de guardia el 3 de agosto?', ['agosto'], ['6 de julio: Fatás']],
  ['tide on 23 July', ['july'], ['23 June | 04:12']],
  ['who was the technician in April', ['april'], ['March: Doyle']],
  ['¿Abrís en agosto?', ['agosto'], ['Del 15 de junio al 15 de julio, de 9 a 14 h']],
])('"%s" has no answer where nothing has the month', (question, unsaid, texts) => {
  expect(lacksDate(question, unsaid, texts)).toBe(true)
  expect(lacksDate(question, [], texts)).toBe(false)
})

test.each([
  ['tide on 23 July', 'Fri 18 July | 11:02 | 4.6 | 17:10 | 2.4 | 23:29 | 4.6'],
  ['tide on 23 July', 'Mon 14 July to Sun 20 July'],
  ['¿Quién está de guardia el 9 de julio?', '06/07/2026 | lunes | Fatás'],
  ['que se hizo el 17/03/2025', '03/03/2025 | Sergio | Tubería'],
  ['who teaches the session on December 11', 'Session | Date | Topic 8 | 4 December | Opening the kiln'],
])('"%s" has no answer where other days of the month are named: "%s"', (question, text) => {
  expect(lacksDate(question, question.split(' '), [text])).toBe(true)
})

test.each([
  ['¿Abrís en agosto?', 'agosto', 'Del 15 de junio al 15 de septiembre, de 9 a 14 h'],
  ['Are you open in August?', 'august', 'From 1 June to 30 September: 9 to 2'],
  ['hay clase el 3 de julio', '3', 'Clases los días 3, 10 y 17 de julio'],
  ['is there a class on 10 July', '10', 'Classes on 3, 10 and 17 July'],
  ['are you closed on July 16', '16', 'Closed July 14 to 20'],
  ['are you closed on December 30', '30', 'Closed Dec 28–31'],
  ['are you open on 16 July', '16', 'Mon 14 July to Sunday 20 July: 9 to 5'],
  ['are you open in may', 'may', 'Apr–Oct: daily'],
  ['a qué hora cierran en enero', 'enero', 'De noviembre a marzo: 18:00'],
  ['horario en julio', 'julio', '15/06 - 15/09: 8:00 a 15:00'],
  ['what time do you close in July', 'july', 'Summer: 8 pm'],
  ['¿Hay clases en marzo?', 'marzo', 'Hay clases todo el año'],
  ['how long may I stay', 'may', 'Stays of 21 days'],
  ['¿Quién está de guardia el 12 de julio?', 'agosto', '12/07/2026 | Fatás'],
  ['que se hizo el 17/03/2025', '17/03/2025', 'Del 10 al 28 de marzo: asfalto. El 30 de marzo, nada.'],
  ['is the road open on 12 July', 'road', 'Closed from 10 to 28 July'],
  ['tide on 18 July', 'tide', 'Mon 14 July to Sun 20 July'],
  ['¿Está abierto el 3 de julio?', 'abierto', 'Del 01/07 al 15/07. El 20 de julio, cerrado.'],
  ['¿Está abierto el 3 de julio?', 'abierto', 'Del 1 al 15 de julio, de 9 a 14 h. El 20 de julio, cerrado.'],
  ['¿Abren el 1 de mayo?', 'abren', 'Cerrado el 1.º de mayo y el 25 de mayo'],
  ['¿Abren el 3 de julio?', 'abren', 'Del 1.º al 15 de julio, de 9 a 14 h. El 20 de julio, cerrado.'],
  ['when is the march', 'march', 'The parade starts at 5'],
])('"%s" may be answered without "%s" by "%s"', (question, month, text) => {
  expect(lacksDate(question, [month], [text])).toBe(false)
})

test.each([
  ['qué hay de menú el lunes', 'El menú cuesta 5,85 euros al día.', true],
  ['what is for lunch on Friday', 'Lunch is served from 1 to 3.', true],
  ['abren el domingo', 'Abierto de lunes a sábado', false],
  ['abren el domingo', 'Abierto todos los días', false],
  ['are you open on Sunday', 'Weekdays: 9 to 5', false],
  ['abren el domingo', 'L-V: 9 a 14 h', false],
  ['abren el domingo', 'L a V y S: 9 a 14 h', false],
  ['qué hay de menú el lunes', 'Las personas de más de 65 pagan 5 euros.', true],
  ['la caldera se paro el lunes, a quien llamo', 'Averías: 900 11 22 33', false],
  ['My boiler broke down on Monday. Who do I call?', 'Breakdowns: 900 11 22 33', false],
  ['el domingo, a qué hora abren', 'Lunch is served from 1 to 3.', true],
])('"%s" has no answer where days of the week are not told apart: "%s": %s', (question, text, expected) => {
  expect(lacksWeekday(question, question.toLowerCase().match(/[a-z]+/g) ?? [], [text])).toBe(expected)
  expect(lacksWeekday(question, [], [text])).toBe(false)
})
