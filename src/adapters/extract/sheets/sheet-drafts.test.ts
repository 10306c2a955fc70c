import { expect, it } from 'vitest'
import { sheetDrafts } from './sheet-drafts.ts'

const row = (number: number, columns: number) => ({
  number,
  cells: Array.from({ length: columns }, (_, column) => ({ column, text: `${number}` })),
})

it('one long row far down makes no others long, and costs its own places only', () => {
  const rows = Array.from({ length: 100 }, (_, at) => row(at + 1, at === 80 ? 60 : at % 2 === 0 ? 3 : 2))
  let spent = 0
  const drafts = sheetDrafts('', { rows, merged: [] }, (chars) => (spent += chars))
  expect(drafts[0]?.text).toBe('1 | 1 | 1')
  expect(drafts[1]?.text).toBe('2 | 2 | ')
  expect(drafts[80]?.text.split(' | ')).toHaveLength(60)
  expect(drafts[99]?.text).toBe('100 | 100 | ')
  expect(spent).toBe((99 * 3 + 60) * 2)
})

it('tables beside each other are read one after the other, with their titles, names, merged cells and rows', () => {
  const lines = [
    ['Ventas', '', '', '', 'Plantilla'],
    ['Tienda', 'Importe', 'Zona', '', 'Tienda', 'Personas'],
    ['Soria', '10', 'Norte', '', 'Soria', '6'],
    ['Lugo', '20', '', '', 'Lugo', '4'],
  ]
  const rows = lines.map((texts, at) => ({
    number: at + 1,
    cells: texts.flatMap((text, column) => (text === '' ? [] : [{ column, text }])),
  }))
  const merged = [
    { firstRow: 1, lastRow: 1, firstColumn: 0, lastColumn: 2 },
    { firstRow: 3, lastRow: 4, firstColumn: 2, lastColumn: 2 },
    { firstRow: 1, lastRow: 1, firstColumn: 4, lastColumn: 5 },
  ]
  const drafts = sheetDrafts('', { rows, merged })
  expect(drafts.map(({ text, row: place }) => [place?.number, text])).toEqual([
    [1, 'Ventas'],
    [2, 'Tienda | Importe | Zona'],
    [3, 'Soria | 10 | Norte'],
    [4, 'Lugo | 20 | Norte'],
    [1, 'Plantilla'],
    [2, 'Tienda | Personas'],
    [3, 'Soria | 6'],
    [4, 'Lugo | 4'],
  ])
  expect(drafts.at(-1)?.table?.heads).toEqual(['Tienda', 'Personas'])
})

it('empty places at the end of a row are not written where they are very many, as in the calendar of a year', () => {
  const days = Array.from({ length: 250 }, (_, column) => ({ column, text: column === 0 ? 'Nombre' : `día ${column}` }))
  const person = (number: number, ...marked: readonly number[]) => ({
    number,
    cells: [{ column: 0, text: `Persona ${number}` }, ...marked.map((column) => ({ column, text: 'V' }))],
  })
  const rows = [{ number: 1, cells: days }, person(2), person(3, 2), person(4, 230), person(5)]
  let spent = 0
  const drafts = sheetDrafts('', { rows, merged: [] }, (chars) => (spent += chars))
  expect(drafts.slice(1).map(({ kind, text }) => [kind, text.split(' | ').length])).toEqual([
    ['table-row', 2],
    ['table-row', 3],
    ['table-row', 250],
    ['table-row', 2],
  ])
  expect(drafts.every(({ table }) => table?.heads.length === 250)).toBe(true)
  expect(spent).toBe((250 + 2 + 3 + 250 + 2) * 2)
})
