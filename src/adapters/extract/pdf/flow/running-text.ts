import { isPageLabel } from '../running-lines.ts'
import type { PdfLine, PdfPage } from '../lines/pdf-line.ts'

export interface Margins {
  /** Lines of the text, page by page. */
  readonly body: readonly (readonly PdfLine[])[]
  /** What is printed on many pages, each once, where it stands first. */
  readonly once: readonly PdfLine[]
  /** Of the pages, in points. */
  readonly widths: readonly number[]
}

const keyOf = (text: string): string => text.toLowerCase().replace(/\d+/gu, '#').replace(/\s+/gu, ' ')

/**
 * Parts what repeats from page to page from the text. It is kept once: the number of a report or the name of a company may
 * stand nowhere else. The head of a table stays where it stands first; numbers of pages are left out.
 */
export function splitMargins(pages: readonly PdfPage[], running: ReadonlySet<PdfLine>): Margins {
  const seen = new Set<string>()
  const once: PdfLine[] = []
  const inText = new Set(
    pages.flatMap(({ lines }) => lines.filter((line) => !running.has(line)).map(({ text }) => keyOf(text))),
  )
  const body = pages.map(({ lines }) =>
    lines.filter((line) => {
      if (!running.has(line)) return true
      const key = keyOf(line.text)
      if (isPageLabel(line.text) || seen.has(key)) return false
      seen.add(key)
      if (isTableHead(line, lines)) return true
      if (!inText.has(key)) once.push(line)
      return false
    }),
  )
  return { body, once, widths: pages.map(({ width }) => width) }
}

/** Cells over the cells of the line below. */
function isTableHead(line: PdfLine, lines: readonly PdfLine[]): boolean {
  if (line.cells.length < 2) return false
  const below = lines
    .filter((other) => other.upright && other.baseline < line.baseline - line.size * 0.5)
    .reduce<PdfLine | null>((next, other) => (next === null || other.baseline > next.baseline ? other : next), null)
  return below !== null && below.cells.length === line.cells.length && line.baseline - below.baseline < line.size * 4
}
