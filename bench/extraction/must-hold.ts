import type { Limit } from '../report.ts'
import type { Comparison } from './compare.ts'
import type { MarkedComparison } from './marked-pages.ts'
import type { PdfComparison } from './pdfs.ts'
import type { ReadScans } from './scans.ts'
import type { TextComparison } from './texts.ts'
import type { Kept } from './titles.ts'
import { quantile } from './words.ts'

export interface Measured {
  readonly pdfs: readonly PdfComparison[]
  readonly pages: readonly MarkedComparison[]
  readonly texts: readonly TextComparison[]
  readonly scans: ReadScans
  readonly faults: readonly string[]
}

const least = (what: string, value: number, bound: number): Limit => ({ what, value, bound, kind: 'at least' })
const most = (what: string, value: number, bound: number): Limit => ({ what, value, bound, kind: 'at most' })
const hundredths = (value: number): number => Math.round(value * 100) / 100

/** What has to hold of what was measured; what nothing was measured of is left out. */
export function mustHold({ pdfs, pages, texts, scans, faults }: Measured): Limit[] {
  return [
    ...(pdfs.length === 0 ? [] : ofPdfs(pdfs)),
    ...share(
      'HTML: snippets that belong',
      pages.map(({ belonging }) => belonging),
      0.985,
    ),
    ...share(
      'HTML: snippets of frames kept',
      pages.map(({ frame }) => frame),
      0.25,
      most,
    ),
    ...ofKind('docx', texts),
    ...ofKind('doc', texts),
    least('OCR: characters right', scans.right, 0.985),
    least('OCR: pages a minute', scans.pagesPerMinute, 15),
    most('files that broke their reader', faults.length, 0),
  ]
}

function ofPdfs(pdfs: readonly PdfComparison[]): Limit[] {
  const words = pdfs.map((pdf) => pdf.words).filter((one) => one !== null)
  const onPage = pdfs.map((pdf) => pdf.onPage).filter((one) => one !== null)
  const rows = pdfs.reduce((sum, { rows: { own, merged, spread } }) => sum + own + merged + spread, 0)
  return [
    least('PDF: right numbers of pages', pdfs.filter((pdf) => pdf.samePageCount).length / pdfs.length, 1),
    least('PDF: words on their page, worst file', Math.min(...onPage), 0.995),
    ...ofWords('PDF', words, 0.97),
    ...half(
      'PDF: order, as drawn',
      words.map(({ order }) => order),
      [0.99, 0.85],
    ),
    ...half(
      'PDF: order, as drawn or by place',
      pdfs.map(({ nearerOrder }) => nearerOrder).filter((one) => one !== null),
      [0.99, 0.85],
    ),
    least('PDF: rows on a line of their own', pdfs.reduce((sum, pdf) => sum + pdf.rows.own, 0) / rows, 0.95),
    most('PDF: rows merged with others', pdfs.reduce((sum, pdf) => sum + pdf.rows.merged, 0) / rows, 0.01),
    ...share(
      'PDF: bookmarks that are headings',
      pdfs.map(({ bookmarks }) => bookmarks),
      0.88,
    ),
  ]
}

function ofKind(kind: string, texts: readonly TextComparison[]): Limit[] {
  const own = texts.filter((text) => text.kind === kind)
  const words = own.map((text) => text.words).filter((one) => one !== null)
  const name = kind.toUpperCase()
  return [
    ...half(
      `${name}: recall`,
      words.map(({ recall }) => recall),
      [1, 0.98],
    ),
    ...share(
      `${name}: headings kept`,
      own.map(({ headings }) => headings),
      0.98,
    ),
    ...share(
      `${name}: list numbers kept`,
      own.map(({ listNumbers }) => listNumbers),
      0.98,
    ),
  ]
}

function ofWords(name: string, words: readonly Comparison[], recall: number): Limit[] {
  return [
    ...half(
      `${name}: recall`,
      words.map((one) => one.recall),
      [1, recall],
    ),
    ...half(
      `${name}: precision`,
      words.map((one) => one.precision),
      [1, 0.98],
    ),
  ]
}

/** The median and the 10th percentile. */
function half(what: string, values: readonly number[], [median, tenth]: readonly [number, number]): Limit[] {
  if (values.length === 0) return []
  return [
    least(`${what}, median of ${values.length}`, hundredths(quantile(values, 0.5)), median),
    least(`${what}, 10th percentile`, hundredths(quantile(values, 0.1)), tenth),
  ]
}

function share(what: string, counts: readonly Kept[], bound: number, limit = least): Limit[] {
  const all = counts.reduce((sum, count) => sum + count.all, 0)
  const kept = counts.reduce((sum, count) => sum + count.kept, 0)
  return all === 0 ? [] : [limit(`${what} (of ${all})`, kept / all, bound)]
}
