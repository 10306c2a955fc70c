import { expect, test } from 'vitest'
import { growthOf, linearGrowth } from '../../../../../test/harness/growth.ts'
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

test.each(['a', 'a ', 'A«'])('a text full of "%s" takes time in proportion to its length', async (part) => {
  const make = (size: number) => part.repeat(size / part.length)
  const says = (text: string) => saysItsName('cómo se llama el barco', text)
  expect(await growthOf(make, 4_000, says)).toBeLessThan(linearGrowth)
})
