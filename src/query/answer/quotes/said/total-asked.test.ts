import { expect, test } from 'vitest'
import { totalAsked } from './total-asked.ts'

test.each([
  ['cuanto tengo que pagar', 'TOTAL ..... 75,21 €', true],
  ['¿cuanto hay que pagar en total?', 'Total factura | 1.210,00 €', true],
  ['cuanto es la factura', 'Importe total: 98 €', true],
  ['how much do i owe you', 'Amount due: £240.00', true],
  ["what's the total", 'Total | £13,896.00', true],
  ['cuanto tengo que pagar', 'Forma de pago: domiciliación', false],
  ['cuanto tengo que pagar', 'Total devengado | 2.054,40', false],
  ['how much do i pay', 'Subtotal: £100.00', false],
  ['cuanto tengo que pagar por el seguro', 'Total: 98 €', false],
  ['how much do i have to pay for a child', 'Total: £98', false],
])('"%s" asks for the sum, and "%s" is one: %s', (question, text, expected) => {
  expect(totalAsked(question)(text.toLowerCase())).toBe(expected)
})
