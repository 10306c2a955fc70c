import { describe, expect, it } from 'vitest'
import type { ExtractedText } from '../../domain/extracted.ts'
import { createPlaceFinder } from './place-finder.ts'

const nothing: ExtractedText = {
  text: '',
  blocks: [],
  pages: [],
  pagesApproximate: false,
  tables: [],
  title: null,
  warnings: [],
}

describe('the place of a part of the text', () => {
  it('is the page or slide on which it begins', () => {
    const pages = [
      { number: 1, start: 0, end: 10 },
      { number: 2, start: 12, end: 20 },
    ]
    const page = createPlaceFinder({ ...nothing, pages })
    expect([page(0, 15), page(12, 15), page(19, 20)]).toEqual([
      { kind: 'page', number: 1 },
      { kind: 'page', number: 2 },
      { kind: 'page', number: 2 },
    ])
    expect(createPlaceFinder({ ...nothing, pages, pageKind: 'slide' })(13, 15)).toEqual({ kind: 'slide', number: 2 })
  })

  it('is the rows that it holds of the sheet in which it begins', () => {
    const sheets = [
      {
        name: 'Precios',
        rows: [
          { number: 2, start: 9, end: 20 },
          { number: 5, start: 21, end: 30 },
          { number: 6, start: 31, end: 40 },
        ],
      },
      { name: 'Turnos', rows: [{ number: 1, start: 50, end: 60 }] },
    ]
    const place = createPlaceFinder({ ...nothing, sheets })
    const sheet = (name: string, firstRow: number, lastRow: number) => ({ kind: 'sheet', name, firstRow, lastRow })
    expect(place(0, 30)).toEqual(sheet('Precios', 2, 5))
    expect(place(31, 40)).toEqual(sheet('Precios', 6, 6))
    // The name of the next sheet alone is no row of it.
    expect(place(42, 48)).toBeNull()
    expect(place(50, 60)).toEqual(sheet('Turnos', 1, 1))
    expect(place(62, 70)).toBeNull()
  })

  it('is in one sheet, even where a part holds two', () => {
    const rows = (number: number, start: number) => [{ number, start, end: start + 5 }]
    const sheets = [
      { name: 'a', rows: rows(3, 0) },
      { name: 'b', rows: rows(1, 10) },
    ]
    expect(createPlaceFinder({ ...nothing, sheets })(0, 15)).toMatchObject({ name: 'a', firstRow: 3, lastRow: 3 })
  })

  it('is from the first to the last of its rows where a table stands beside another', () => {
    const rows = [3, 4, 5, 3, 4].map((number, at) => ({ number, start: at * 10, end: at * 10 + 9 }))
    const place = createPlaceFinder({ ...nothing, sheets: [{ name: 'a', rows }] })
    expect(place(10, 19)).toMatchObject({ firstRow: 4, lastRow: 4 })
    expect(place(20, 39)).toMatchObject({ firstRow: 3, lastRow: 5 })
    expect(place(40, 49)).toMatchObject({ firstRow: 4, lastRow: 4 })
  })
})
