import { expect, test } from 'vitest'
import { lacksForm } from './asked-form.ts'

test.each([
  ['cual es el iban de maderas lopez', ['Teléfono: 974 30 21 10'], true],
  ['cual es el iban de maderas lopez', ['ES76 0182 3344 5500 1122 7788'], false],
  ['telefono de averias', ['Tarifa: 0,142 €/kWh'], true],
  ['telefono de averias', ['Llame al 900 55 66 77.'], false],
  ['nif del emisor', ['Total: 381,15 €'], true],
  ['nif del emisor', ['NIF: J73210045'], false],
  ['what is the email address', ['Write to us.'], true],
  ['what is the email address', ['help@shop.example'], false],
  ['pagina web', ['Abierto de 9 a 14'], true],
  ['cuanto cuesta la pintura', ['Abierto de 9 a 14'], false],
])('whoever asks "%s" and finds %j lacks what is asked for: %s', (question, texts, expected) => {
  expect(lacksForm(question, texts)).toBe(expected)
})
