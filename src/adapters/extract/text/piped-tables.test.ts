import { expect, test } from 'vitest'
import { plainDrafts } from './plain-drafts.ts'

const lines = [
  'Mes     | Ventas | Devoluciones',
  '--------+--------+-------------',
  'enero   |        | 5',
  'febrero | 200    |',
]
const rows = ['Mes | Ventas | Devoluciones', 'enero |  | 5', 'febrero | 200 | ']
const read = (written: readonly string[]): string[] => plainDrafts(written.join('\n')).map(({ text }) => text)

test('a table between whose cells stand pipes, with none at its edges, is one', () => {
  expect(read(lines)).toEqual(rows)
})

test('it is one also with a title above it and its number of rows below, as the programs of databases write them', () => {
  expect(read(['     Saldos', ...lines, '(2 filas)'])).toEqual(['Saldos', ...rows, '(2 filas)'])
})
