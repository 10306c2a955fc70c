import type { CopyPlan, PlannedCollection } from '../../../app/parts/open-collection-copy.ts'
import { visibleLines } from '../../../domain/text/visible-text.ts'
import { renderTable } from '../../terminal.ts'
import { duration } from '../progress-text.ts'

/** What a copy would do, for people. */
export function copyPlanText({ from, to, fields, findings, bytes, seconds, go }: CopyPlan, columns: number): string {
  const end = (which: string, { collection, address, version, exists, rows }: PlannedCollection) => [
    which,
    `${collection} at ${address}`,
    version ?? '?',
    exists ? `${rows ?? '?'} rows` : which === 'to' ? 'will be created' : 'is not there',
  ]
  const size = bytes === null ? '' : `, about ${Math.ceil(bytes / 1_000_000)} MB`
  const time = seconds === null ? '' : `, at least ${duration(seconds)} at the speed of a sample`
  const found = findings.map(({ level, message, remedy }) => [
    level,
    remedy === null ? message : `${message} → ${remedy}`,
  ])
  const rows = fields.map(({ name, from: type, to: there, becomes }) => [
    name,
    type ?? '–',
    there ?? (to.exists ? '–' : 'new'),
    becomes,
  ])
  return visibleLines(
    [
      renderTable(['', 'Collection', 'Server', 'Is'], [end('from', from), end('to', to)], columns),
      `${from.rows ?? 0} rows${size}${time}`,
      rows.length === 0 ? '' : renderTable(['Field', 'Old collection', 'New one', 'Is'], rows, columns),
      found.length === 0 ? '' : renderTable(['', 'Found'], found, columns),
      go ? 'go' : 'no-go: see the errors above',
    ]
      .filter((part) => part !== '')
      .join('\n'),
  )
}
