import { isPageLabel } from '../../src/adapters/extract/pdf/running-lines.ts'
import { lettersOf } from './words.ts'

/** A line is a head or a foot when it stands on this share of the pages, digits aside, and on more than one. */
const pagesShare = 0.5
/** So many lines at either end of a page may be heads and feet. */
const linesPerEnd = 3

const keyOf = (line: string): string => line.toLowerCase().replace(/\d+/gu, '#').replace(/\s+/gu, ' ').trim()

/**
 * Pages as another program reads them, without what the product leaves out on purpose and our text has not: numbers of
 * pages, and the repetitions of what is printed at the ends of most pages, which it keeps once.
 */
export function withoutRunning(pages: readonly string[], ours: string): string[] {
  const ends = pages.map(endsOf)
  const times = new Map<string, number>()
  for (const lines of ends) for (const key of new Set(lines.map(keyOf))) times.set(key, (times.get(key) ?? 0) + 1)
  const isRunning = (line: string): boolean => {
    const often = times.get(keyOf(line)) ?? 0
    return isPageLabel(line) || (often > 1 && often >= pages.length * pagesShare)
  }
  const takeOurs = createCounter(lettersOf(ours))
  return pages.map((page, at) => {
    const left = new Set((ends[at] ?? []).filter((line) => isRunning(line) && !takeOurs(lettersOf(line))))
    return page
      .split('\n')
      .filter((line) => !left.has(line))
      .join('\n')
  })
}

function endsOf(page: string): string[] {
  const lines = page.split('\n').filter((line) => line.trim() !== '')
  return lines.length <= linesPerEnd * 2 ? lines : [...lines.slice(0, linesPerEnd), ...lines.slice(-linesPerEnd)]
}

/** Tells whether a text has a line one more time than it was asked for. */
function createCounter(text: string): (line: string) => boolean {
  const from = new Map<string, number>()
  return (line) => {
    const found = line === '' ? 0 : text.indexOf(line, from.get(line) ?? 0)
    from.set(line, found === -1 ? text.length : found + line.length)
    return found !== -1
  }
}
