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
  ['cuanto tengo que pagar', 'Total asistentes: 45', false],
  ['cuanto tengo que pagar', 'Total de socios | 120', false],
  ['how much do i have to pay', 'Total guests: 80', false],
  ['what is the total', 'Total area: 240 m2', false],
  ['what is the total', 'Total', true],
  ['what is the total', 'Total cost of the order: $80', true],
  ['cuanto debo', 'Total de la factura: 1.210,00 €', true],
  ['cuanto debo', 'TOTAL (IVA incl.): 98 €', true],
  ['cuanto debo', 'TOTAL S/ 118.00', true],
  ['cuanto debo', 'Total presupuesto (IVA incluido) 3.400 €', true],
  ['cuanto debo', 'Total recibo este mes: 40,20', true],
  ['how much do i owe', 'Total USD 240', true],
  ['how much do i owe', 'Total price incl. tax | 240', true],
  ['how much do i owe', 'Total amount due by 3 May: £240', true],
])('"%s" asks for the sum, and "%s" is one: %s', (question, text, expected) => {
  expect(totalAsked(question)(text.toLowerCase())).toBe(expected)
})
