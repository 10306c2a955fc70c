import { mergedGrid } from './merged-grid.ts'
import { rulerTable } from './ruler-tables.ts'
import type { FoundTable } from './ruler-tables.ts'

/**
 * The tables of lines that are set as Pandoc and reStructuredText read them and other readers of lines do not: with empty lines between
 * their rows, without names, with merged cells. In order; none lies over another.
 * @param options see `rulerTable`; `isCode`: what stands there is quoted
 */
export function markupTables(
  lines: readonly string[],
  { oneLine, isCode = () => false }: { readonly oneLine: boolean; readonly isCode?: (at: number) => boolean },
): readonly FoundTable[] {
  const found: FoundTable[] = []
  let after = 0
  for (const at of lines.keys()) {
    if (at < after || isCode(at)) continue
    const table = mergedGrid(lines, at) ?? rulerTable(lines, at, { oneLine })
    if (table === null || table.from < after) continue
    found.push(table)
    after = table.to
  }
  return found
}
