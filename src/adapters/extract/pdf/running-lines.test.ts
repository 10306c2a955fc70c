import { expect, test } from 'vitest'
import { findRunningLines } from './running-lines.ts'
import type { PdfLine, PdfPage } from './lines/pdf-line.ts'

const line = (page: number, baseline: number, text: string, size = 9): PdfLine => {
  const across = { left: 40, right: 40 + text.length * 5 }
  const place = { page, ...across, baseline, endBaseline: baseline, size }
  return { text, ...place, bold: false, upright: true, cells: [{ text, ...across }] }
}

const withCells = (one: PdfLine): PdfLine => {
  const cells = one.text.split(' | ').map((text, at) => ({ text, left: 40 + at * 300, right: 140 + at * 300 }))
  return { ...one, cells }
}
const bodies = ['La cubierta se repara en mayo.', 'El patio se pinta en julio.', 'La verja se cambia en otoño.']

/** @param head lines, " | " between their cells */
function running(
  head: readonly (readonly [baseline: number, text: string, size?: number])[],
  texts: readonly string[] = bodies,
): string[] {
  const pages = texts.map((text, page): PdfPage => {
    const lines = [
      ...head.map(([baseline, said, size]) => withCells(line(page, baseline, said, size))),
      withCells(line(page, 700, text, 11)),
      line(page, 400, `${text} (${page})`, 11),
    ]
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

test('on two pages the head of a letter that stands at both edges runs, its larger line too, and a foot that counts the pages', () => {
  const head = [
    [800, 'Caja del Norte | Extracto de cuenta', 13],
    [785, 'IBAN ES44 3008 | Enero de 2026', 8],
    [40, 'Registro Mercantil, tomo 3112 | Página 1 de 2', 7],
  ] as const
  const pages = ['05/01 | Nómina', '15/01 | Comisión']
  expect(running(head, pages)).toEqual(head.map(([, text]) => text).toSorted())
})

test('but not what may name the columns of the rows below it', () => {
  expect(running([[722, 'Fecha | Concepto']], ['05/01 | Nómina', '15/01 | Comisión'])).toEqual([])
})
