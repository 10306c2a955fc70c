import type { GridRow } from '../layout/table-grid.ts'

/** "+-----+-----+", "+:===:+=====+" */
const border = /^\+(?:[:=-]+\+){1,100}$/

/**
 * The rows of a table whose cells are drawn around (Pandoc, reStructuredText), of as many lines as they need; null for every other block,
 * and where a border has gaps, as below merged cells.
 */
export function drawnRows(raw: string): readonly GridRow[] | null {
  const lines = raw.split('\n').map((line) => line.trim())
  const [first = ''] = lines
  if (lines.length < 3 || !border.test(first) || !border.test(lines.at(-1) ?? '')) return null
  const edges = edgesOf(first)
  const isWhole = lines.every((line) =>
    line.startsWith('+')
      ? border.test(line) && edgesOf(line).join() === edges.join()
      : line.startsWith('|') && edges.every((edge) => line.charAt(edge) === '|'),
  )
  if (!isWhole) return null
  const rows: GridRow[] = []
  let open: string[] = []
  const heads = lines.findIndex((line, at) => at > 0 && /^\+[:=]+\+/.test(line))
  for (const [at, line] of lines.entries()) {
    if (!line.startsWith('+')) open.push(line)
    else if (open.length > 0) {
      rows.push({ isHead: at <= heads, cells: cellsOf(open, edges) })
      open = []
    }
  }
  return rows
}

function cellsOf(lines: readonly string[], edges: readonly number[]): GridRow['cells'] {
  return edges.slice(1).map((edge, column) => {
    const parts = lines.map((line) => line.slice((edges[column] ?? 0) + 1, edge).trim())
    return { text: parts.filter((part) => part !== '').join(' ') }
  })
}

function edgesOf(line: string): readonly number[] {
  return [...line.matchAll(/\+/g)].map(({ index }) => index)
}
