/** Twips, a twentieth of a point: edges that were drawn by hand stand so far apart and mean the same. */
const tolerance = 80

/**
 * How many columns each cell of a table spans, for formats that only say where its right edge stands. The row with the most cells
 * has all the edges; null for a row whose edges are others, which says nothing about columns.
 * @param rows the right edges of the cells of each row, in twips
 */
export function spansByEdges(rows: readonly (readonly number[])[]): (readonly number[] | null)[] {
  let widest: readonly number[] = []
  for (const edges of rows) if (edges.length > widest.length && isRising(edges)) widest = edges
  return rows.map((edges) => (isRising(edges) ? spansOf(edges, widest) : null))
}

const isRising = (edges: readonly number[]): boolean =>
  edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? 0) + tolerance)

function spansOf(edges: readonly number[], all: readonly number[]): readonly number[] | null {
  const spans: number[] = []
  let column = 0
  for (const edge of edges) {
    const from = column
    while (column < all.length && (all[column] ?? 0) < edge - tolerance) column++
    if (Math.abs((all[column] ?? Infinity) - edge) > tolerance) return null
    column++
    spans.push(column - from)
  }
  return spans
}
