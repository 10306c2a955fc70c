import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { PdfLine } from '../lines/pdf-line.ts'
import { withShortLeaders } from './short-leaders.ts'

const right = 300

/** An entry whose page ends where all do, its words cut from it by a long leader. */
function entry(baseline: number, words: string, page: string): PdfLine {
  const line = lineOfCells({ baseline }, [
    [40, words],
    [right - page.length * 5, page],
  ])
  return { ...line, text: `${words} … ${page}` }
}

function whole(baseline: number, text: string, end = right): PdfLine {
  const line = lineOfCells({ baseline }, [[40, text]])
  return { ...line, right: end }
}

const textsOf = (lines: readonly PdfLine[]): string[][] => lines.map(({ cells }) => cells.map(({ text }) => text))

test('entries of contents whose words leave room for few dots have their page apart', () => {
  const lines = [
    whole(512, 'Historia de la capilla: parte 1 ...100'),
    entry(500, 'Diario', '101'),
    whole(488, 'Historia de la capilla: parte 2...102'),
    whole(476, 'Historia de la capilla: parte 3 …103'),
  ]
  expect(textsOf(withShortLeaders(lines))).toEqual([
    ['Historia de la capilla: parte 1', '100'],
    ['Diario', '101'],
    ['Historia de la capilla: parte 2', '102'],
    ['Historia de la capilla: parte 3', '103'],
  ])
})

test('an entry is whole whose dots stand below its words with the page', () => {
  const lines = [
    whole(500, 'Historia de la fortaleza: capítulo primero', 270),
    whole(488, '… 160'),
    entry(476, 'Diario', '161'),
    whole(464, 'Informe de los auditores de la sociedad S.A. ..', 270),
    whole(452, '… 162'),
  ]
  expect(textsOf(withShortLeaders(lines))).toEqual([
    ['Historia de la fortaleza: capítulo primero', '160'],
    ['Diario', '161'],
    ['Informe de los auditores de la sociedad S.A.', '162'],
  ])
})

test('a range stays as it is beside no entry, and where it does not end at the edge of the pages', () => {
  const range = whole(500, 'para todo n = 1 ...100')
  expect(withShortLeaders([range, whole(488, 'y siguientes')])).toEqual([range, whole(488, 'y siguientes')])
  const short = whole(488, 'para todo n = 1 ...100', 200)
  expect(textsOf(withShortLeaders([entry(500, 'Diario', '101'), short]))[1]).toEqual(['para todo n = 1 ...100'])
})
