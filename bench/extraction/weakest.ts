import path from 'node:path'
import type { PdfComparison } from './pdfs.ts'
import type { TextComparison } from './texts.ts'

const shown = 8

/** The files to look at first: a row for each, with what is wrong with it. */
export function weakest(pdfs: readonly PdfComparison[], texts: readonly TextComparison[]): string[][] {
  const row = (file: string, what: string): string[] => [path.basename(file), what]
  const pages = pdfs.filter(({ samePageCount }) => !samePageCount)
  const places = worst(pdfs, ({ onPage }) => onPage ?? 1).filter(({ onPage }) => (onPage ?? 1) < 0.995)
  const rows = worst(pdfs, (pdf) => -(pdf.rows.merged + pdf.rows.spread)).filter(
    ({ rows: { merged, spread } }) => merged + spread > 0,
  )
  const words = worst([...pdfs, ...texts], (one) => one.words?.recall ?? 1)
  const order = worst(pdfs, (pdf) => pdf.words?.order ?? 1)
  return [
    ...pages.slice(0, shown).map(({ file }) => row(file, 'another number of pages')),
    ...places.map(({ file, onPage }) => row(file, `${percent(onPage ?? 1)} of its words on their page`)),
    ...rows.map((pdf) =>
      row(pdf.file, `rows: ${pdf.rows.own} own, ${pdf.rows.merged} merged, ${pdf.rows.spread} spread`),
    ),
    ...words.map(({ file, words: found }) => row(file, `recall ${percent(found?.recall ?? 1)}`)),
    ...order.map(({ file, words: found }) => row(file, `order ${percent(found?.order ?? 1)}`)),
  ]
}

function worst<One>(list: readonly One[], by: (one: One) => number): One[] {
  return list.toSorted((a, b) => by(a) - by(b)).slice(0, shown)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
