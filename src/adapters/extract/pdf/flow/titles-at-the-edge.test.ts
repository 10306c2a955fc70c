import { expect, test } from 'vitest'
import { lineOfCells } from '../../../../../test/fixtures/extract/pdf-lines.ts'
import type { Bookmark } from '../bookmarks.ts'
import type { PdfLine, PdfPage } from '../lines/pdf-line.ts'
import { withoutTitles } from './titles-at-the-edge.ts'

const line = (page: number, baseline: number, text: string): PdfLine => lineOfCells({ page, baseline }, [[40, text]])
const pageOf = (lines: readonly PdfLine[]): PdfPage => ({
  width: 420,
  height: 595,
  lines,
  hasImage: false,
  isScan: false,
  unknownLetters: 0,
  letters: 0,
  hiddenLetters: 0,
  files: [],
})
const mark = (title: string, page: number | null): Bookmark => ({ title, page, depth: 1 })
const heads = [0, 1, 2].map((page) => line(page, 560, 'Ficha de la obra'))
const pages = heads.map((head, page) => pageOf([head, line(page, 500, `Texto ${page}`)]))
const running = new Map(heads.map((head) => [head, head.text]))

test('a line in one place of many pages is text of those to which a bookmark of that name leads', () => {
  const bookmarks = [mark('1-1 Ficha de la obra', 0), mark('1-2 Ficha de la obra', 2)]
  expect([...withoutTitles(running, pages, bookmarks).keys()]).toEqual([heads[1]])
})

test('it is a running head where the title stands in the text of its page, and where the bookmark leads to none', () => {
  const titled = pages.map(({ lines }, page) => pageOf([...lines, line(page, 300, 'Ficha de la obra')]))
  const bookmarks = [mark('Ficha de la obra', 0)]
  expect([...withoutTitles(running, titled, bookmarks).keys()]).toEqual(heads)
  expect([...withoutTitles(running, pages, [mark('Ficha de la obra', null)]).keys()]).toEqual(heads)
})
