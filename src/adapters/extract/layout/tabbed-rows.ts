import type { Draft } from './draft.ts'
import { tableDrafts } from './table-drafts.ts'

/** A table has as many; a longer line is running text in which somebody used a tabulator. */
const longestCell = 80
const fewestRows = 2
const fewestTabs = 2
/** Rows that are laid out at once. */
const mostRows = 2_000
/** "•", "a)", "3.", in front of the words of an item. */
const listMark = /^\(?(?:\d{1,3}(?:\.\d{1,3}){0,4}|\p{L})[.)]-?$/u
/** "2.1", "IV.", "Figura 3", and words, and a page: a line of contents. "A1" is the code of an article. */
const contents =
  /^\s*(?:(?:[^\t]{0,20}[^\p{L}\t])?\d[^\t]{0,6}|[IVXLC]{1,6}[.):]?|\p{L}[.):]?)?\s*\t[^\t]*\t+\s*(\d{1,4})\s*$/u

/** Paragraphs set in columns with tabulators, two or more with equally many below each other, as rows of a table. */
export function withTabbedRows(drafts: readonly Draft[]): readonly Draft[] {
  if (!drafts.some((draft) => tabsOf(draft) >= fewestTabs)) return drafts
  const all: Draft[] = []
  for (let at = 0; at < drafts.length;) {
    const rows = rowsFrom(drafts, at)
    const table = rows.length < fewestRows ? null : tableOf(rows)
    const end = at + Math.max(rows.length, 1)
    for (const row of table ?? drafts.slice(at, end)) all.push(row)
    at = end
  }
  return all
}

function rowsFrom(drafts: readonly Draft[], from: number): readonly Draft[] {
  const tabs = tabsOf(drafts[from])
  if (tabs < fewestTabs) return []
  let end = from
  while (end - from < mostRows && tabsOf(drafts[end]) === tabs) end++
  return drafts.slice(from, end)
}

/** Between the words of a paragraph on one line and page; what stands behind the last one counts. */
function tabsOf(draft: Draft | undefined): number {
  if (draft?.kind !== 'paragraph' || draft.table !== undefined || draft.later !== undefined || draft.row !== undefined)
    return 0
  const { text } = draft
  if (!text.includes('\t') || text.trim().includes('\n')) return 0
  return text.split('\t').length - 1
}

function tableOf(rows: readonly Draft[]): readonly Draft[] | null {
  const cells = rows.map(({ text }) => text.split('\t').map((cell) => cell.trim()))
  if (cells.flat().some((cell) => cell.length > longestCell) || areContents(rows)) return null
  const columns = (cells[0] ?? []).flatMap((_, column) => (cells.some((row) => row[column] !== '') ? [column] : []))
  // A mark and its words are an item of a list.
  const said = columns.filter((column) => cells.some((row) => isWords(row[column] ?? '', column === columns[0])))
  const isOfCells = (row: readonly string[]): boolean => row.filter((cell) => cell !== '').length > 1
  if (said.length < 2 || cells.filter(isOfCells).length * 2 <= cells.length) return null
  return tableDrafts(
    cells.map((row, index) => {
      const page = rows[index]?.page
      return {
        cells: columns.map((column) => ({ text: row[column] ?? '' })),
        ...(page === undefined ? {} : { page }),
      }
    }),
  )
}

function isWords(cell: string, isFirst: boolean): boolean {
  return /[\p{L}\p{N}]/u.test(cell) && !(isFirst && listMark.test(cell))
}

function areContents(rows: readonly Draft[]): boolean {
  const pages = rows.map(({ text }) => Number(contents.exec(text)?.[1]))
  return pages.every((page, index) => page >= (pages[index - 1] ?? 0))
}
