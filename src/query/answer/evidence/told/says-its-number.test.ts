import { expect, test } from 'vitest'
import { saysItsNumber } from './says-its-number.ts'

test.each([
  ['¿Cuál es el número de pedido?', 'Pedido P-0098 de 28/3/2025', true],
  ['numero de expediente', 'EXPEDIENTE 2025/0077', true],
  ['número del contrato', 'Contrato de obra n.º 18', false],
  ['numero de protocolo', 'Protocolo n.º 1.234', true],
  ['What is the order number?', 'Order no. 4471', true],
  ['What is the number of the quote?', 'Quote Q-120 for Mr Hill', true],
  ['número de socios', 'Socios 340', false],
  ['¿Cuál es el número de pedido?', 'El pedido tiene 40 sábanas.', false],
])('"%s" is told its number by "%s": %s', (asked, text, expected) => {
  expect(saysItsNumber(asked, text)).toBe(expected)
})
