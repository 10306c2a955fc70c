import { expect, test } from 'vitest'
import { saysItsName, saysItsNumber, saysWhoHeadsIt, saysWhoItIs } from './says-its-name.ts'

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

test.each([
  ['quien es el jefe de mantenimiento', '- Mantenimiento: Óscar Tena', true],
  ['¿Quién es la responsable del departamento de compras?', 'Compras: María del Mar Gil', true],
  ['Who is the head of logistics?', 'Logistics | Ann Hill', true],
  ['who is our sales manager', 'Finance: Bob Dale\nSales: Ann Hill', true],
  ['quien es el jefe de mantenimiento', 'Mantenimiento: cada seis meses', false],
  ['quien es el jefe de mantenimiento', 'Mantenimiento: llame a Óscar Tena', false],
  ['quien es el jefe de compras', 'Mantenimiento: Óscar Tena', false],
  ['qué es mantenimiento', 'Mantenimiento: Óscar Tena', false],
])('"%s" is told who heads it by "%s": %s', (asked, text, expected) => {
  expect(saysWhoHeadsIt(asked, text)).toBe(expected)
})
