import { expect, test } from 'vitest'
import { saysWhoHeadsIt } from './says-who-heads-it.ts'

test.each([
  ['quien es el jefe de mantenimiento', '- Mantenimiento: Óscar Tena', true],
  ['¿Quién es la responsable del departamento de compras?', 'Compras: María del Mar Gil', true],
  ['Who is the head of logistics?', 'Logistics | Ann Hill', true],
  ['who is our sales manager', 'Finance: Bob Dale\nSales: Ann Hill', true],
  ['quien es el jefe de mantenimiento', 'Mantenimiento: cada seis meses', false],
  ['quien es el jefe de mantenimiento', 'Mantenimiento: llame a Óscar Tena', false],
  ['quien es el jefe de compras', 'Mantenimiento: Óscar Tena', false],
  ['quien es el jefe de mantenimiento', 'Mantenimiento: SEMANAL', false],
  ['quien es el jefe de compras', 'Compras: OfiCenter', false],
  ['quien es el jefe de compras', 'Compras: Ana de la Torre Gil', true],
  ['qué es mantenimiento', 'Mantenimiento: Óscar Tena', false],
])('"%s" is told who heads it by "%s": %s', (asked, text, expected) => {
  expect(saysWhoHeadsIt(asked, text)).toBe(expected)
})
