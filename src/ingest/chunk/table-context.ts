import { headLine } from '../../domain/chunk.ts'
import type { Table } from '../../domain/extracted.ts'
import { firstEndingAfter } from '../../domain/table-at.ts'

/** Names of columns that do not fit are cut to this many characters each. */
const shortName = 20

/** The tables of a document by position, with names of columns that leave room for the rows themselves. */
export interface TableContext {
  /** Tables with text between two positions. */
  between(start: number, end: number): readonly Table[]
  /** The most tokens that names of columns add in front of a chunk that begins between two positions. */
  tokens(start: number, end: number): number
}

interface Fitted {
  /** Null when the names do not fit even when cut short. */
  readonly table: Table | null
  readonly tokens: number
}

/** @param maxTokens of the names of one table */
export function createTableContext(
  tables: readonly Table[],
  maxTokens: number,
  count: (text: string) => number,
): TableContext {
  const fitted = new Map<Table, Fitted>()
  const fit = (table: Table): Fitted => {
    const known = fitted.get(table)
    if (known !== undefined) return known
    const short = { ...table, heads: table.heads.map((name) => name.slice(0, shortName).trim()) }
    const options = [table, short].map((one) => ({ table: one, tokens: count(`${headLine(one)}\n`) }))
    const found = options.find(({ tokens }) => tokens <= maxTokens) ?? { table: null, tokens: 0 }
    fitted.set(table, found)
    return found
  }
  const all = (start: number, end: number): Fitted[] => {
    const found: Fitted[] = []
    for (let at = firstEndingAfter(tables, start); (tables[at]?.start ?? Infinity) < end; at++) {
      const table = tables[at]
      if (table !== undefined) found.push(fit(table))
    }
    return found
  }
  return {
    between: (start, end) => all(start, end).flatMap(({ table }) => (table === null ? [] : [table])),
    tokens: (start, end) => all(start, end).reduce((most, { tokens }) => Math.max(most, tokens), 0),
  }
}
