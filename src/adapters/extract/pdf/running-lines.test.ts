import { expect, test } from 'vitest'
import { findRunningLines } from './running-lines.ts'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'

const line = (page: number, baseline: number, text: string, size = 9): PdfLine => {
  const across = { left: 40, right: 40 + text.length * 5 }
  const place = { page, ...across, baseline, endBaseline: baseline, size }
  return { text, ...place, bold: false, upright: true, cells: [{ text, ...across }] }
}

const bodies = ['La cubierta se repara en mayo.', 'El patio se pinta en julio.', 'La verja se cambia en otoño.']

function running(head: readonly (readonly [baseline: number, text: string, size?: number])[]): string[] {
  const pages = bodies.map((text, page): PdfPage => {
    const lines = [...head.map(([baseline, said, size]) => line(page, baseline, said, size)), line(page, 700, text, 11)]
    const none = { hasImage: false, isScan: false, unknownLetters: 0, letters: 0, hiddenLetters: 0, files: [] }
    return { width: 595, height: 842, lines, ...none }
  })
  return [...new Set([...findRunningLines(pages).keys()].map(({ text }) => text))].toSorted()
}

test('a head of several lines close to each other runs as a whole', () => {
  expect(
    running([
      [805, 'Ayuntamiento de Villaseca'],
      [793, 'Expediente 2026/OB-118'],
      [781, 'Arquitecto: Julián Ares'],
    ]),
  ).toEqual(['Arquitecto: Julián Ares', 'Ayuntamiento de Villaseca', 'Expediente 2026/OB-118'])
})

test('a title right above such a line does not', () => {
  expect(
    running([
      [800, 'Condiciones de la tarifa', 16],
      [786, 'Vigentes desde enero'],
    ]),
  ).toEqual(['Vigentes desde enero'])
})
