import { cellDivider } from '../../src/domain/extracted.ts'
import type { ExtractedText } from '../../src/domain/extracted.ts'

/**
 * The text without what merged cells say again: they stand in every row they span, and other programs say them once. A cell
 * of words that says the same as the one above it is taken for that.
 */
export function saidOnce({ text, blocks }: ExtractedText): string {
  let above: readonly string[] = []
  return blocks
    .map(({ kind, start, end }) => {
      const said = text.slice(start, end)
      const cells = kind === 'table-row' ? said.split(cellDivider) : []
      const once = cells.map((cell, column) => (/\p{L}/u.test(cell) && above[column] === cell ? '' : cell))
      above = cells
      return cells.length === 0 ? said : once.join(cellDivider)
    })
    .join('\n')
}
