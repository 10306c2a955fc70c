import { expect, test } from 'vitest'
import { saysWhoItIs } from './says-who-it-is.ts'

test.each([
  ['quien es la nueva presidenta', '3. La presidenta será Rosa Meliá, del 4.º A.', true],
  ['¿Quién es el administrador?', 'El administrador de la finca es don Luis Bru.', true],
  ['Who is the treasurer of the club?', 'Our treasurer is Ann Hill.', true],
  ['quien es la directora', 'Reciban un cordial saludo, Inmaculada Seoane, directora', true],
  ['quien es el administrador', 'Jacinto Ara\nAdministrador', true],
  ['quien es el alcalde', 'D. GONZALO PEREIRA NÚÑEZ, ALCALDE-PRESIDENTE DE SANTA COMBA', true],
  ['¿Quién es el alcalde?', 'DON RAMIRO OLTRA, ALCALDE DEL RÍO, HACE SABER', true],
  ['Who is the treasurer?', 'The books were shown by Ann Hill, the treasurer of the club.', true],
  ['Who is the treasurer?', 'Ann Hill, who asked the treasurer, and Bob.', false],
  ['¿Quién es la directora?', 'Ana Ruiz, subdirectora del centro', false],
  ['¿Quién es el administrador?', 'El administrador informa de que el 1.º C debe seis recibos.', false],
  ['¿Quién es el presidente?', 'La secretaria es Ana Ruiz.', false],
  ['Who is the treasurer?', 'The treasurer is elected in May.', false],
  ['¿Quién es el director?', 'El director ya no es Ana Ruiz.', false],
])('"%s" is told who by "%s": %s', (asked, text, expected) => {
  expect(saysWhoItIs(asked, text)).toBe(expected)
})
