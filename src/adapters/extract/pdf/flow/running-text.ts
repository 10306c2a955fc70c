import { isPageLabel } from '../running-lines.ts'
import type { PdfCell, PdfLine, PdfPage } from '../lines/pdf-line.ts'

export interface Margins {
  /** Lines of the text, page by page. */
  readonly body: readonly (readonly PdfLine[])[]
  /** What is printed on many pages, each once, where it stands first. */
  readonly once: readonly PdfLine[]
  /** Of the pages, in points. */
  readonly widths: readonly number[]
}

const plain = (text: string): string => text.toLowerCase().replace(/\s+/gu, ' ')
const withoutNumbers = (text: string): string => plain(text).replace(/\d+/gu, '#')

/**
 * Parts what repeats from page to page from the text. It is kept once: the number of a report or the name of a company may
 * stand nowhere else. What tells the documents of a file or its parts apart ("Expediente 17", "Trabajador: Ana") is kept wherever it
 * changes. The head of a table stays where it stands first; numbers of pages are left out.
 * @param running lines, each with what it says whatever the number of its page
 */
export function splitMargins(pages: readonly PdfPage[], running: ReadonlyMap<PdfLine, string>): Margins {
  const changes = createChanges()
  const once: PdfLine[] = []
  const texts = pages.map(({ lines }) => lines.filter((line) => !running.has(line)).map(({ text }) => text))
  const inText = new Set(texts.flat().map(plain))
  const numbered = new Set(texts.flat().map(withoutNumbers))
  const body = pages.map(({ lines }, page) =>
    lines.filter((line) => {
      const said = running.get(line)
      if (said === undefined) return true
      if (isPageLabel(line.text)) return false
      const change = changes(said)
      if (change === 'none') return false
      if (isTableHead(line, lines, running)) return true
      if (!(change === 'other' ? isSaidOn(page, line) : isSaid(line, said))) once.push(withoutPageNumber(line, said))
      return false
    }),
  )
  return { body, once, widths: pages.map(({ width }) => width) }

  function isSaidOn(page: number, { text }: PdfLine): boolean {
    return (texts[page] ?? []).some((other) => plain(other) === plain(text))
  }

  /** A line that counts its pages is said also where the text has it with another number. */
  function isSaid({ text }: PdfLine, said: string): boolean {
    return inText.has(plain(text)) || (said !== plain(text) && numbered.has(withoutNumbers(text)))
  }
}

/**
 * Tells of what a running line says whether it is new, another value or number than was said before, or none of both. Heads of books
 * that stand on every second page have no label in common.
 */
function createChanges(): (said: string) => 'new' | 'other' | 'none' {
  const seen = new Set<string>()
  const latest = new Map<string, string>()
  return (said) => {
    const label = labelOf(said)
    const before = latest.get(label)
    latest.set(label, said)
    const isNew = !seen.has(said)
    seen.add(said)
    if (before !== undefined && before !== said) return 'other'
    return isNew ? 'new' : 'none'
  }
}

/** "Trabajador:", or the words without their numbers. */
function labelOf(said: string): string {
  const [label] = /^[^:]{2,60}:(?=\s)/u.exec(said) ?? []
  return label ?? withoutNumbers(said)
}

/** What a line says beside the number of its page at one of its ends, which is the one that counts in what is said on all pages. */
function withoutPageNumber(line: PdfLine, said: string): PdfLine {
  const { cells, page } = line
  const own = cells.filter(({ text }, at) => {
    const isAtEnd = at === 0 || at === cells.length - 1
    return !isAtEnd || !/^\d{1,5}$/u.test(text) || !said.includes(`#${Number(text) - page}`)
  })
  return own.length === 0 ? line : { ...line, cells: own }
}

/** Cells over the cells of the line below, which are those of the text, or a part of the head. */
function isTableHead(line: PdfLine, lines: readonly PdfLine[], running: ReadonlyMap<PdfLine, string>): boolean {
  if (line.cells.length < 2) return false
  const below = lines
    .filter((other) => other.upright && other.baseline < line.baseline - line.size * 0.5)
    .reduce<PdfLine | null>((next, other) => (next === null || other.baseline > next.baseline ? other : next), null)
  if (below === null || line.baseline - below.baseline >= line.size * 4 || !standUnder(below.cells, line.cells))
    return false
  return !running.has(below) || isTableHead(below, lines, running)
}

/** As many cells, or fewer of which each has a name above it: a row may lack some, as a statement does that has two columns of amounts. */
function standUnder(cells: readonly PdfCell[], names: readonly PdfCell[]): boolean {
  if (cells.length === names.length) return true
  if (cells.length < 2 || cells.length > names.length) return false
  return cells.every(({ left, right }) => names.some((name) => name.left < right && left < name.right))
}
