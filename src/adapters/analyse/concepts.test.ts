import { expect, test } from 'vitest'
import { createAnalyser } from './analyser.ts'

const analyser = createAnalyser()
const alike = (a: string, b: string): boolean => {
  const terms = new Set(analyser.analyseText(b))
  return analyser.analyseText(a).some((term) => analyser.sameMeaning(term).some((other) => terms.has(other)))
}

test.each([
  ['neto', 'líquido'],
  ['salario', 'nómina'],
  ['weight', 'pesa'],
  ['reembolso', 'refunded'],
  ['inquilina', 'arrendatario'],
  ['domingo', 'Sunday'],
])('"%s" and "%s" mean the same, whatever their form', (a, b) => {
  expect(alike(a, b)).toBe(true)
  expect(alike(b, a)).toBe(true)
})

test('words of different meaning do not, and an unknown word has none', () => {
  expect(alike('precio', 'peso')).toBe(false)
  expect(alike('lunes', 'martes')).toBe(false)
  expect(analyser.sameMeaning('xyzzy')).toEqual([])
})
