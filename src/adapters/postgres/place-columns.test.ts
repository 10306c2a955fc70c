import { expect, test } from 'vitest'
import type { Place } from '../../domain/place.ts'
import { fromStoredPlace, toStoredPlace } from './place-columns.ts'

/** As a row keeps it. */
const stored = (place: Place | null): Record<string, unknown> => JSON.parse(JSON.stringify(toStoredPlace(place)))

test.each<Place>([
  { kind: 'page', number: 3 },
  { kind: 'slide', number: 4 },
  { kind: 'sheet', name: 'Precios', firstRow: 2, lastRow: 9 },
  { kind: 'heading', path: ['Contrato', 'Plazos'] },
])('a place of kind $kind comes back as it was stored', (place) => {
  expect(fromStoredPlace(stored(place), place.kind === 'heading' ? place.path : [])).toEqual(place)
})

test('the page number stays where the original reads it, and is −1 where there is none', () => {
  expect(stored({ kind: 'page', number: 3 })).toEqual({ page: 3 })
  expect(stored({ kind: 'slide', number: 3 })).toMatchObject({ page: 3 })
  expect(stored({ kind: 'heading', path: ['Uno'] })).toEqual({ page: -1 })
  expect(stored(null)).toEqual({ page: -1 })
})

test('rows of earlier versions and of the original are read', () => {
  expect(fromStoredPlace({ page: 7, title: 'x' }, ['Uno'])).toEqual({ kind: 'page', number: 7 })
  expect(fromStoredPlace({ page: -1 }, ['Uno'])).toEqual({ kind: 'heading', path: ['Uno'] })
  expect(fromStoredPlace(null, [])).toBeNull()
})

test('a place that nobody can read is left out', () => {
  for (const place of [null, 'x', 4, { kind: 'sheet', name: 3 }, { kind: 'slide', number: -1 }, { kind: 'chapter' }]) {
    expect(fromStoredPlace({ page: 2, place }, [])).toEqual({ kind: 'page', number: 2 })
  }
})
