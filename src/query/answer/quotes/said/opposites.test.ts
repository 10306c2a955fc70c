import { expect, test } from 'vitest'
import { saysOpposite } from './opposites.ts'

test.each([
  ['a que hora acabo', 'hora de inicio: 17:15.', true],
  ['a que hora acabo', 'se levanta la sesion a las 18:50.', false],
  ['cuando empiezan las clases', 'el ultimo dia de clases es el 1 de julio.', true],
  ['cuando empiezan las clases', 'las clases empiezan el 9 y acaban el 20.', false],
  ['cual es la garantia provisional', 'se constituira una garantia definitiva del 5 %.', true],
  ['what is the minimum order', 'maximum order: 50 boxes', true],
  ['where is she working now', '2015 – 2019: staff nurse, leeds', true],
  ['where is she working now', '2019 – today: nurse manager, cork\n2015 – 2019: staff nurse, leeds', false],
  ['cuanto gastaron', 'los ingresos fueron de 300 euros.', true],
  ['empiezan las clases en mayo?', 'las clases acaban en mayo.', false],
  ['when does the festival start', 'festival de fin de curso: viernes a las 18:00', false],
  ['when does it start and when does it end', 'start: 9:00', false],
  ['when do classes start', 'classes resume at the end of august.', false],
  ['when does enrolment end', 'enrolment closes at the start of june.', false],
  ['cuando empiezan las obras', 'las obras se haran a final de mes.', false],
  ['cuando acaba el plazo', 'el plazo se cierra a comienzos de junio.', false],
  ['a que hora empieza la ruta', 'la ruta por el termino municipal sale a las 9:00.', false],
  ['when does the warranty end', 'the warranty is valid for 24 months starting on the date of purchase.', false],
  ['cuando termina el contrato', 'el contrato dura dos anos a contar de su inicio.', false],
  ['when does the course end', 'start: 9:00 - 14:00', false],
  ['cuando llegan los pedidos', 'los pedidos salen los lunes y se entregan los miercoles.', false],
  ['what is the maximum group', 'groups of at least 10 and up to 40 people', false],
  ['cual es el maximo de alumnos', 'al menos 6 y no mas de 12 alumnos', false],
  ['cual es el aforo maximo', 'aforo: min. 10, max. 40', false],
  ['what is the maximum stay', 'min. stay: 2 nights', true],
  ['what is the minimum stay', 'max stay: 21 nights', true],
  ['cual es la indemnizacion maxima', 'sera de seis veces el salario minimo interprofesional', false],
  ['hasta cuando puedo cancelar', 'cancelacion gratuita con un minimo de 48 horas', false],
  ['cuando sale la lista provisional', 'la lista se publica a finales de mes, al final de la semana', false],
  ['cuando sale la lista provisional', 'lista final: 3 de mayo', true],
])('of "%s" "%s" says the opposite: %s', (question, text, expected) => {
  expect(saysOpposite(question)(text)).toBe(expected)
})

test('of now a time that is over says the opposite, and the latest one is not over', () => {
  const question = 'que convenio se aplica ahora'
  const [before, latest] = ['convenio 2021-2024: 38 horas', 'convenio 2025-2028: 37 horas']
  expect(saysOpposite(question, [before, latest])(before)).toBe(true)
  expect(saysOpposite(question, [before, latest])(latest)).toBe(false)
  expect(saysOpposite(question, [latest, 'desde 2024: jefa de obra'])(latest)).toBe(true)
})
