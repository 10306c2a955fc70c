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
])('of "%s" "%s" says the opposite: %s', (question, text, expected) => {
  expect(saysOpposite(question)(text)).toBe(expected)
})
