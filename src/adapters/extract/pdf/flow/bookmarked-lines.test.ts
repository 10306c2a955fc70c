import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { Bookmark } from '../bookmarks.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { bookmarkedLines } from './bookmarked-lines.ts'

const line = (text: string, at: number): PdfLine => lineOfCells({ baseline: 500 - at * 11 }, [[40, text]])
const mark = (title: string): Bookmark => ({ title, page: 0, depth: 1 })
const read = (lines: readonly PdfLine[], title: string): string[] =>
  [...bookmarkedLines(lines, [mark(title)]).keys()].map(({ text }) => text)

test('a title in large type wraps over more lines than one that is as long as a line', () => {
  const short = ['OBRAS DE REFORMA', 'DE LA FACHADA', 'Y DE LA CUBIERTA', 'DEL EDIFICIO']
  expect(read(short.map(line), short.join(' '))).toEqual(short)
  const long = short.map((text) => `${text}, según el proyecto que se aprobó en la junta`)
  expect(read(long.map(line), long.join(' '))).toEqual([])
})

test('a title may be drawn in a frame, or words of it may be, but is no row of a table', () => {
  const row = (text: string) => ({ page: 0, cells: [{ text, columns: 1, rows: 1 }] })
  const framed = { ...line('Alcance', 0), table: [row('Alcance')] }
  expect(read([framed], 'Alcance')).toEqual(['Alcance'])
  expect(read([{ ...framed, table: [row('Alcance'), row('')] }], 'Alcance')).toEqual([])
  expect(read([line('Alcance', 0), { ...framed, text: 'de las obras' }], 'Alcance de las obras')).toEqual([])
})

test('a date may stand between the number of a title and its name', () => {
  expect(read([line('2.3.1 (12-12-2022) Alcance', 0)], '2.3.1 Alcance')).toEqual(['2.3.1 (12-12-2022) Alcance'])
})
