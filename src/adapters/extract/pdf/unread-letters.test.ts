import { expect, test } from 'vitest'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'
import { readUnread } from './unread-letters.ts'

function page(unknownLetters: number, ...texts: readonly string[]): PdfPage {
  const lines = texts.map((text, at): PdfLine => {
    const place = { left: 0, right: 100, baseline: 500 - at * 12, endBaseline: 500 - at * 12 }
    return { text, page: 0, ...place, size: 10, bold: false, upright: true, cells: [{ text, left: 0, right: 100 }] }
  })
  const none = { hasImage: false, isScan: false, hiddenLetters: 0, files: [] }
  return { width: 400, height: 600, lines, unknownLetters, letters: 60, ...none }
}

test('a code and a private letter inside of words are the ligature that makes words of them', () => {
  const [read] = readUnread([
    page(1, 'de\ue70cnición de la o\ue70ccina', 'con\uf002icto y \uf002or, \uf001nal de la \ue123'),
  ])
  expect(read?.lines.map(({ text }) => text)).toEqual([
    'definición de la oficina',
    'conflicto y flor, final de la \ue123',
  ])
  expect(read?.unknownLetters).toBe(1)
})

test('a code that makes no word of any reading stays unread, and is counted', () => {
  const [read] = readUnread([page(1, 'x\ue70cq z\ue70cq', 'w\ue123w')])
  expect(read?.lines.map(({ text }) => text)).toEqual(['x\ufffdq z\ufffdq', 'w\ue123w'])
  expect(read?.unknownLetters).toBe(3)
})
