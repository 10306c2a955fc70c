import type { GridRow } from '../layout/table-grid.ts'
import { continues } from './continues.ts'
import type { StandingTitle } from './flow/bookmarked-lines.ts'
import { listMarker } from './lines/line-marks.ts'
import type { FlowLine } from './page-runs.ts'
import { isRow } from './table-rows.ts'
import type { TypeMetrics } from './lines/type-metrics.ts'

/** Lines that belong together, before it is known what they are. */
export interface LineGroup {
  readonly kind: 'prose' | 'list-item' | 'row' | 'table'
  readonly lines: readonly FlowLine[]
  /** Of a table. */
  readonly rows?: readonly GridRow[]
  /** A table begins here whose columns nothing tells. */
  readonly gridless?: true
  /** The lines are a title of the document's outline. */
  readonly title?: StandingTitle
}

/** Joins wrapped lines into paragraphs, over column and page breaks too; table rows and list items stay apart. */
export function groupLines(
  lines: readonly FlowLine[],
  type: TypeMetrics,
  titles: ReadonlyMap<FlowLine, StandingTitle> = new Map(),
): LineGroup[] {
  const groups: (LineGroup & { lines: FlowLine[] })[] = []
  for (const [index, line] of lines.entries()) {
    const group = groups.at(-1)
    const title = titles.get(line)
    if (title !== undefined) {
      if (group?.title === title) group.lines.push(line)
      else groups.push({ kind: 'prose', lines: [line], title })
    } else if (line.table !== undefined) {
      groups.push({ kind: 'table', lines: [line], rows: line.table })
    } else if (isRow(lines, index)) {
      groups.push({ kind: 'row', lines: [line] })
    } else if (group === undefined || !takesMore(group) || !continues(group, line, type)) {
      groups.push({ kind: listMarker.test(line.text) ? 'list-item' : 'prose', lines: [line] })
    } else {
      group.lines.push(line)
    }
  }
  return groups
}

function takesMore({ kind, title }: LineGroup): boolean {
  return kind !== 'row' && kind !== 'table' && title === undefined
}
