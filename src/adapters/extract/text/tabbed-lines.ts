/** A line with one tab may be a label and its value, or the first of a paragraph. */
const fewestTabs = 2
const fewestRows = 2

/**
 * The cells of lines that are set in columns with tabs: as many in every line, or fewer in those whose last cells are empty, whose
 * tabs an editor takes away at the end of a line. Null for lines in which tabs only move words to their place: then the first
 * one has several of them between two names, or has not the most.
 */
export function tabbedCells(lines: readonly string[]): string[][] | null {
  const cells = lines.map((line) => line.split('\t'))
  const [first = []] = cells
  if (first.length < 2) return null
  if (cells.every((row) => row.length === first.length)) return cells
  // The corner above the names of rows may be empty.
  const isHead = first.length > fewestTabs && first.slice(1).every((name) => name.trim() !== '')
  if (!isHead || cells.some((row) => row.length < 2 || row.length > first.length)) return null
  return ofOneLength(cells)
}

/** Rows that end early have nothing in their last cells. */
export function ofOneLength(rows: readonly (readonly string[])[]): string[][] {
  const length = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return rows.map((row) => Array.from({ length }, (_, column) => row[column] ?? ''))
}

export const hasTabs = (line: string): boolean => line.includes('\t')

/** Whether lines that stand between others are a table by their tabs. */
export function areTabbedRows(lines: readonly string[]): boolean {
  const [cells] = lines.length < fewestRows ? [] : (tabbedCells(lines) ?? [])
  return cells !== undefined && cells.length > fewestTabs
}
