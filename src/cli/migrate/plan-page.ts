import { visibleLines } from '../../domain/text/visible-text.ts'
import { renderTable } from '../terminal.ts'

/** What the plans of both kinds of moves have in common. */
interface PlanPage {
  /** A line for each: which end, its collection, its server, what it is. */
  readonly ends: readonly (readonly string[])[]
  /** How much there is, and whatever else is said of it. */
  readonly amounts: readonly string[]
  readonly fields: readonly {
    readonly name: string
    readonly from: string | null
    readonly to: string | null
    readonly becomes: string
  }[]
  /** The new collection is there, so that nothing will be made. */
  readonly targetExists: boolean
  readonly findings: readonly {
    readonly level: string
    readonly message: string
    readonly remedy: string | null
  }[]
  /** Go, or not. */
  readonly verdict: string
}

/** A plan for people. What there is nothing to say of is left out. */
export function planPage(
  { ends, amounts, fields, targetExists, findings, verdict }: PlanPage,
  columns: number,
): string {
  const fieldRows = fields.map(({ name, from, to, becomes }) => [
    name,
    from ?? '–',
    to ?? (targetExists ? '–' : 'new'),
    becomes,
  ])
  const found = findings.map(({ level, message, remedy }) => [
    level,
    remedy === null ? message : `${message} → ${remedy}`,
  ])
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
    rows.length === 0 ? '' : renderTable(head, rows, columns)
  return visibleLines(
    [
      table(['', 'Collection', 'Server', 'Is'], ends),
      ...amounts,
      table(['Field', 'Old collection', 'New one', 'Is'], fieldRows),
      table(['', 'Found'], found),
      verdict,
    ]
      .filter((part) => part !== '')
      .join('\n'),
  )
}

/** Empty where nothing could be sampled. */
export const sizeText = (bytes: number | null): string =>
  bytes === null ? '' : `, about ${Math.ceil(bytes / 1_000_000)} MB`
