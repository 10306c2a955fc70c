import type { GridRow } from '../../layout/table-grid.ts'

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/gu

/** Rows of a table as they are read: where most of its letters run from right to left, so do its columns. */
export function columnsAsRead(rows: readonly GridRow[]): readonly GridRow[] {
  const text = rows.flatMap(({ cells }) => cells.map((cell) => cell.text)).join(' ')
  const turned = text.match(rightToLeft)?.length ?? 0
  if (turned === 0 || turned * 2 < (text.match(/\p{L}/gu)?.length ?? 0)) return rows
  const widths = rows.map(({ cells }) => cells.reduce((sum, { columns = 1 }) => sum + columns, 0))
  const width = Math.max(...widths)
  return rows.map((row, index) => {
    const missing = Array.from({ length: width - (widths[index] ?? 0) }, () => ({ text: '' }))
    return { ...row, cells: [...row.cells, ...missing].toReversed() }
  })
}
