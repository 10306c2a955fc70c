import type { Reconciliation } from '../../domain/reconciliation.ts'
import { renderTable } from '../terminal.ts'

/** What was found, for people: one line each, then the sums. */
export function reconciliationText(result: Reconciliation, columns: number): string {
  const { companies, documents, unknown, mended, findings, found } = result
  const rows = findings.map(({ kind, companyId, documentId, detail, mended: done }) => [
    kind.replaceAll('_', ' '),
    companyId,
    documentId,
    done === null ? '' : done ? 'mended' : 'not mended',
    detail,
  ])
  const total = Object.values(found).reduce((sum, count) => sum + count, 0)
  const more = total > findings.length ? [`and ${total - findings.length} more`] : []
  const table = rows.length === 0 ? [] : [renderTable(['what', 'company', 'document', '', 'detail'], rows, columns)]
  const unanswered =
    unknown === 0 ? '' : `; ${unknown} comparisons could not be made, and nothing was concluded from them`
  const sums = `${documents} documents of ${companies} companies: ${total} findings, ${mended} mended${unanswered}`
  return [...table, ...more, sums].join('\n')
}
