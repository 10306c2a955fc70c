import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createAnalyser } from './analyser.ts'
import { stemConcepts } from './stem-concepts.ts'

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
  ['jueves', 'Thu'],
  ['lijadora', 'sander'],
  ['descubrió', 'hallazgo'],
  ['batalla', 'fighting'],
  ['tumbona', 'hamaca'],
  ['petrol', 'gasolinera'],
  ['devuelto', 'devolución'],
  ['midió', 'medida'],
  ['bought', 'buy'],
  ['height', 'tall'],
  ['¿cómo se entra?', 'entrada'],
  ['abre', 'abrimos'],
  ['cierra', 'cerramos'],
  ['paga', 'pague'],
  ['pañales', 'nappies'],
  ['gorro', 'swimming cap'],
  ['tribunales competentes', 'las partes se someten'],
  ['competent', 'fuero'],
  ['morosos', 'quien no pague'],
  ['tendered', 'licitación'],
  ['desparasitación', 'worms'],
  ['tortilla', 'omelette'],
  ['arde', 'no inflamable'],
  ['focos', 'iluminación'],
  ['se disuelve', 'dissolved'],
  ['¿dónde dejo el carro?', 'coches'],
  ['cochera', 'aparcamiento'],
  ['la locataria', 'inquilina'],
  ['elevator', 'lift'],
  ['prerequisites', 'requisitos'],
  ['how many helpers', 'volunteers'],
])('"%s" and "%s" mean the same, whatever their form', (a, b) => {
  expect(alike(a, b)).toBe(true)
  expect(alike(b, a)).toBe(true)
})

test.each([
  ['pescado', 'merluza'],
  ['sports', 'esquí'],
])('"%s" and its example "%s" mean each other', (kind, example) => {
  expect(alike(kind, example)).toBe(true)
  expect(alike(example, kind)).toBe(true)
})

test('examples of one kind do not mean each other', () => {
  expect(alike('merluza', 'atún')).toBe(false)
  expect(alike('perro', 'gato')).toBe(false)
  expect(alike('Noruega', 'Suiza')).toBe(false)
})

test('words of different meaning do not, and an unknown word has none', () => {
  expect(alike('precio', 'peso')).toBe(false)
  expect(alike('lunes', 'martes')).toBe(false)
  expect(alike('izquierda', 'derecha')).toBe(false)
  expect(alike('fianza', 'garantía')).toBe(false)
  expect(analyser.sameMeaning('xyzzy')).toEqual([])
})

test.each([
  ['VAT number', 'toilet'],
  ['send a parcel', 'the footpath'],
  ['which building', 'bricklayer'],
  ['who is the trainer', 'slippers'],
  ['jornada completa', 'rellenar'],
  ['permiso por nacimiento', 'edad mínima'],
  ['Lidia', 'la jefa'],
])('a word of two meanings makes no link between unlike things: "%s", "%s"', (a, b) => {
  expect(alike(a, b)).toBe(false)
})

test('the terms that are kept are those of the words as they are', async () => {
  const kept = await readFile(new URL('concept-terms.txt', import.meta.url), 'utf8')
  expect(stemConcepts() === kept, 'concept-terms.txt is out of date: run "npm run docs"').toBe(true)
})
