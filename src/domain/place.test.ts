import { expect, test } from 'vitest'
import { pageNumber, placeLabel, type Place } from './place.ts'

const places: readonly { place: Place; es: string; en: string; page: number | null }[] = [
  { place: { kind: 'page', number: 3 }, es: 'página 3', en: 'page 3', page: 3 },
  { place: { kind: 'page', number: 3, ocr: true }, es: 'página 3 (OCR)', en: 'page 3 (OCR)', page: 3 },
  { place: { kind: 'slide', number: 12 }, es: 'diapositiva 12', en: 'slide 12', page: 12 },
  {
    place: { kind: 'sheet', name: 'Precios', firstRow: 4, lastRow: 9 },
    es: 'hoja «Precios», filas 4–9',
    en: 'sheet “Precios”, rows 4–9',
    page: null,
  },
  {
    place: { kind: 'sheet', name: 'Precios', firstRow: 4, lastRow: 4 },
    es: 'hoja «Precios», fila 4',
    en: 'sheet “Precios”, row 4',
    page: null,
  },
  {
    place: { kind: 'sheet', name: '', firstRow: 4, lastRow: 9 },
    es: 'filas 4–9',
    en: 'rows 4–9',
    page: null,
  },
  {
    place: { kind: 'heading', path: ['Contrato', 'Plazos'] },
    es: 'apartado «Plazos»',
    en: 'section “Plazos”',
    page: null,
  },
]

test.each(places)('$es', ({ place, es, en, page }) => {
  expect(placeLabel(place, 'es')).toBe(es)
  expect(placeLabel(place, 'en')).toBe(en)
  expect(pageNumber(place)).toBe(page)
})

test('a label stays one short line, however long a name is', () => {
  const name = `Hoja\n${'😀'.repeat(500)}`
  for (const place of [
    { kind: 'heading', path: [name] },
    { kind: 'sheet', name, firstRow: 1, lastRow: 2 },
  ] satisfies Place[]) {
    const label = placeLabel(place, 'es')
    expect(label.length).toBeLessThan(120)
    expect(label).not.toContain('\n')
    expect(label.isWellFormed()).toBe(true)
  }
})

test('nowhere has neither a number nor a label', () => {
  expect(pageNumber(null)).toBeNull()
})
