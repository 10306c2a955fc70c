import type { TextBudget } from '../engine/text-budget.ts'
import type { Draft } from '../layout/draft.ts'
import { createTableBuilder } from '../layout/table-builder.ts'

type Attributes = Readonly<Record<string, string>>

export type OdfTables = ReturnType<typeof createOdfTables>

/** What a cell costs beside its characters. */
const charsPerCell = 2
/** A cell stands in so many columns at most: wider tables are cut there, see `fillGrid`. */
const mostRepeats = 256

/** The tables of a text or presentation while its XML streams by; blocks outside of them are passed on. */
export function createOdfTables(budget: TextBudget, emit: (draft: Draft) => void) {
  const tables = createTableBuilder(emit)
  /** Of each open table whether the rows that name its columns are open. */
  const inHeads: boolean[] = []
  const setHead = (value: boolean): void => {
    if (inHeads.length > 0) inHeads[inHeads.length - 1] = value
  }
  const openCell = (attributes: Attributes): void => {
    const repeats = Math.min(Number(attributes['table:number-columns-repeated'] ?? 1) || 1, mostRepeats)
    budget.spend(charsPerCell * repeats)
    // Programs write empty cells so; what one says that is not empty stands in the last of its columns.
    for (let before = 1; before < repeats; before++) {
      tables.openCell()
      tables.closeCell()
    }
    tables.openCell()
    tables.spanCell({
      columns: Number(attributes['table:number-columns-spanned'] ?? 1) || 1,
      rows: Number(attributes['table:number-rows-spanned'] ?? 1) || 1,
    })
  }
  return {
    isOpen: (): boolean => inHeads.length > 0,
    add: (draft: Draft): void => tables.add(draft),
    /** True when the element belongs to the frame of a table. */
    open(name: string, attributes: Attributes): boolean {
      if (name === 'table:table') {
        tables.openTable()
        inHeads.push(false)
      } else if (name === 'table:table-row') {
        tables.openRow()
        if (inHeads.at(-1) === true) tables.markRow({ isHead: true })
      } else if (name === 'table:table-header-rows') setHead(true)
      else if (name === 'table:table-cell') openCell(attributes)
      else return false
      return true
    },
    close(name: string): void {
      if (name === 'table:table-cell') tables.closeCell()
      else if (name === 'table:table-row') tables.closeRow()
      else if (name === 'table:table-header-rows') setHead(false)
      else if (name === 'table:table') {
        tables.closeTable()
        inHeads.pop()
      }
    },
  }
}
