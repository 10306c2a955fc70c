import type { Table } from './extracted.ts'

/** The table, of those of a document or a passage in order, that has a row at a position. Found by halving. */
export function tableAt(tables: readonly Table[], position: number): Table | undefined {
  const table = tables[firstEndingAfter(tables, position)]
  return table !== undefined && table.start <= position ? table : undefined
}

/** Index of the first table, of those in order, that ends behind a position; their number when none does. */
export function firstEndingAfter(tables: readonly Table[], position: number): number {
  let from = 0
  for (let to = tables.length; from < to;) {
    const middle = Math.floor((from + to) / 2)
    if ((tables[middle]?.end ?? 0) <= position) from = middle + 1
    else to = middle
  }
  return from
}
