const entry = /^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+)?(\p{L}[^|]{1,100}?)\s*\|\s*(\d{1,3})$/u
/** Fewer lines say nothing of what stands behind them. */
const fewest = 3

/**
 * Whether rows are a table of contents: titles and pages that never go back, of which half are headings of the same text. "Pears | 3" is
 * none.
 */
export function listPages(rows: readonly string[], headings: readonly string[]): boolean {
  if (rows.length < fewest) return false
  const entries = rows.map((row) => entry.exec(row))
  if (entries.some((found) => found === null)) return false
  const pages = entries.map((found) => Number(found?.[2]))
  if (pages.some((page, at) => page < (pages[at - 1] ?? 0))) return false
  const titles = entries.map((found) => (found?.[1] ?? '').toLowerCase())
  const named = headings.map((heading) => heading.toLowerCase())
  return titles.filter((title) => named.some((heading) => heading.endsWith(title))).length * 2 >= rows.length
}
