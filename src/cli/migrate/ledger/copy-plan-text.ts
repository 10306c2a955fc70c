import type { CopyPlan, PlannedCollection } from '../../../app/parts/open-collection-copy.ts'
import { planPage, sizeText } from '../plan-page.ts'
import { duration } from '../progress-text.ts'

/** What a copy would do, for people. */
export function copyPlanText({ from, to, fields, findings, bytes, seconds, go }: CopyPlan, columns: number): string {
  const end = (which: string, { collection, address, version, exists, rows }: PlannedCollection) => [
    which,
    `${collection} at ${address}`,
    version ?? '?',
    exists ? `${rows ?? '?'} rows` : which === 'to' ? 'will be created' : 'is not there',
  ]
  const time = seconds === null ? '' : `, about ${duration(seconds)} at the speed of a sample`
  const amounts = [`${from.rows ?? 0} rows${sizeText(bytes)}${time}`]
  const verdict = go ? 'go' : 'no-go: see the errors above'
  const ends = [end('from', from), end('to', to)]
  return planPage({ ends, amounts, fields, targetExists: to.exists, findings, verdict }, columns)
}
