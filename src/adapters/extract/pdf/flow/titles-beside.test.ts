import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { Bookmark } from '../bookmarks.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withTitlesApart } from './titles-beside.ts'

const line = (baseline: number, left: number, text: string): PdfLine => lineOfCells({ baseline }, [[left, text]])
const bold = (baseline: number, left: number, text: string): PdfLine => ({ ...line(baseline, left, text), bold: true })
const marks = (...titles: readonly string[]): Bookmark[] => titles.map((title) => ({ title, page: 0, depth: 1 }))

function read(lines: readonly PdfLine[], bookmarks: readonly Bookmark[]): string[] {
  return withTitlesApart([lines], bookmarks).flatMap((page) =>
    page.map(({ text, alone }) => `${alone === true ? 'alone ' : ''}${text}`),
  )
}

const text = [line(500, 160, 'Las obras que se hacen en'), line(489, 160, 'la fachada y en la cubierta')]

test('a title of the outline in the margin of a text is one line of its own, however many it has', () => {
  const drawn = [bold(500, 40, 'Alcance de'), bold(489, 40, 'las obras'), ...text]
  expect(read(drawn, marks('Alcance de las obras'))).toEqual([
    'alone Alcance de las obras',
    ...text.map((one) => one.text),
  ])
  const smaller = [{ ...line(500, 40, 'Alcance'), size: 7 }, ...text]
  expect(read(smaller, marks('Alcance'))[0]).toBe('alone Alcance')
})

test('the number and the date right above it are part of it', () => {
  const drawn = [line(511, 40, '2.3.1'), line(500, 40, '(12-12-2022)'), bold(489, 40, 'Alcance'), ...text]
  expect(read(drawn, marks('2.3.1 Alcance'))).toEqual([
    'alone 2.3.1 (12-12-2022) Alcance',
    ...text.map((one) => one.text),
  ])
  const others = [line(511, 40, 'Obras'), line(500, 90, '2.3.1'), bold(489, 40, 'Alcance'), ...text]
  expect(read(others, marks('2.3.1 Alcance')).slice(0, 3)).toEqual(['Obras', '2.3.1', 'alone Alcance'])
})

test('a title with an amount beside it is the name of a row', () => {
  const row = [bold(500, 40, 'Alcance'), line(500, 160, '1.204,00')]
  expect(read(row, marks('Alcance'))).toEqual(['Alcance', '1.204,00'])
  const clause = [bold(500, 40, 'Alcance'), line(500, 160, '(2)'), ...text]
  expect(read(clause, marks('Alcance'))[0]).toBe('alone Alcance')
})

test('what is set like the title beside it belongs to its row, unless it is a title too', () => {
  const row = [bold(500, 40, 'Alcance'), bold(500, 160, 'véase el anejo')]
  expect(read(row, marks('Alcance'))).toEqual(['Alcance', 'véase el anejo'])
  expect(read(row, marks('Alcance', 'Véase el anejo'))).toEqual(['alone Alcance', 'alone véase el anejo'])
})

test('titles with nothing beside them, and lines that are no titles, stay as they are', () => {
  const drawn = [bold(520, 40, 'Alcance'), bold(500, 40, 'Plazo'), ...text]
  expect(withTitlesApart([drawn], marks('Alcance'))).toEqual([drawn])
  expect(withTitlesApart([drawn], [])).toEqual([drawn])
})
