import type { CollectionCopyReport } from '../../../contract/collection-copy-report.ts'
import { toleranceText } from '../progress-text.ts'
import { visibleLine } from '../../../domain/text/visible-text.ts'

/** A report for people, in Markdown that reads well as it is. */
export function copyReportPage(report: CollectionCopyReport): string {
  const { from, to, compared, copied, created, notes, signature, differences } = report
  const lines = [
    '# Report of a copy between collections',
    `${from.collection} at ${from.address} → ${to.collection} at ${to.address}`,
    '',
    `- begun ${report.began_at} by ${report.by}, report made ${report.made_at}`,
    `- the new collection ${created ? 'was made by the copy' : 'was there before'}`,
    `- rows copied: ${copied.rows}, ${Math.ceil(copied.bytes / 1_000_000)} MB, ${copied.seconds} s`,
    ...notes.map((note) => `- ${note}`),
    '',
    '## What was compared',
    compared.tolerance === null
      ? 'Every key, and every field and bit of every row, on both sides.'
      : `Every key, and every field of every row, on both sides, to the bit but for float vectors: ${toleranceText(compared)}.`,
    '',
    '| | Old collection | New one |',
    '| --- | --- | --- |',
    `| keys | ${compared.keys.from} | ${compared.keys.to} |`,
    `| rows beyond the first of a key | ${compared.duplicates.from} | ${compared.duplicates.to} |`,
    `| hash of all rows | ${compared.hash.from.slice(0, 16)}… | ${compared.hash.to.slice(0, 16)}… |`,
    '',
    `Found missing: ${compared.missing}, different: ${compared.different}; written again and right now: ${compared.repaired}.`,
    `Only in the new collection: ${compared.extra}.`,
    '',
    '## Differences',
    ...(differences === 0 ? ['None: zero differences.'] : [`${differences} rows:`]),
    ...compared.examples.map((example) => `- ${example}`),
    '',
    '## Signature',
    `${signature.algorithm}, key ${signature.fingerprint}`,
    'The signature belongs to the JSON of this report: `atenex migrate report --check FILE`.',
  ]
  return lines.map((line) => visibleLine(line)).join('\n')
}
