import { expect, test } from 'vitest'
import { saysItsName } from './says-its-name.ts'

test.each([
  ['¿Cómo se llama la inmobiliaria?', 'Inmobiliaria Costa Sur S.A. - Confidencial', true],
  ['como se llama el barco', 'Se navega en el barco «Virgen del Mar».', true],
  ['What is the ferry called?', 'The ferry Carra Queen takes 150 passengers.', true],
  ['What’s the name of the bakery?', 'Welcome to the bakery Two Loaves.', true],
  ['¿Cómo se llama la inmobiliaria?', 'La inmobiliaria cobra un mes de renta.', false],
  ['¿Cómo se llama el presidente?', 'Lo firma Ana Ruiz.', false],
  ['¿Quién es el presidente?', 'Presidente Ana Ruiz', false],
])('"%s" is told its name by "%s": %s', (asked, text, expected) => {
  expect(saysItsName(asked, text)).toBe(expected)
})
