import type { MigrationEvent, MigrationReport } from '../../contract/migration-report.ts'
import type { Migration } from '../../contract/migrations.ts'
import { visibleLine } from '../../domain/text/visible-text.ts'
import { toleranceText } from './progress-text.ts'
import { reportVerdict, type ReportVerdict } from './report-verdict.ts'

/** A report for people, in Markdown that reads well as it is. */
export function reportPage(report: MigrationReport): string {
  const { migration, signature } = report
  const verdict = reportVerdict(report)
  const place = ({ name, address, store }: Migration['from']) => `${name} at ${address ?? store}`
  const dropped = migration.dropped_at === null ? [] : [['left-behind collection', `deleted ${migration.dropped_at}`]]
  const lines = [
    '# Report of a move between vector stores',
    `${place(migration.from)} → ${place(migration.to)}`,
    '',
    ...table(
      ['', ''],
      [
        ['state', migration.state],
        ['answers come from', place(migration.answering === 'from' ? migration.from : migration.to)],
        ['begun', `${migration.started_at} by ${migration.started_by}`],
        ['rows copied', String(migration.rows)],
        ...dropped,
        ['report made', `${report.made_at} by ${report.made_by}`],
      ],
    ),
    '',
    '## What was compared',
    ...comparedLines(verdict, migration.rebuild),
    '',
    '## Differences',
    ...listed(verdict.differences, 'None: zero differences.'),
    '',
    '## Exceptions',
    ...listed(verdict.exceptions, 'None.'),
    '',
    '## History',
    ...table(
      ['When', 'Who', 'What'],
      report.events.map((event) => [event.at, event.who, said(event)]),
    ),
    '',
    '## Signature',
    `${signature.algorithm}, key ${signature.fingerprint}`,
    'The signature belongs to the JSON of this report: `atenex migrate report --check FILE`.',
  ]
  return lines.map((line) => visibleLine(line)).join('\n')
}

const rowsCopied =
  'Of every document: the keys on both sides and in PostgreSQL, its text, and every field and bit of every row between the sides.'
const rowsWithin = (tolerated: string) =>
  `Of every document: the keys on both sides and in PostgreSQL, its text, and every field of every row between the sides; of each vector every number: ${tolerated}.`
const rowsMadeAnew =
  'Of every document: keys, texts and fields of all rows with PostgreSQL, the length of every vector, and one vector made once more.'

function comparedLines({ verification }: ReportVerdict, rebuild: boolean): string[] {
  if (verification === null) return ['Nothing yet.']
  const { documents, rows, repaired, different, searches } = verification
  return [
    rebuild ? rowsMadeAnew : verification.tolerance === null ? rowsCopied : rowsWithin(toleranceText(verification)),
    '',
    ...table(['Documents', 'Rows', 'Repaired', 'Different'], [[documents, rows, repaired, different].map(String)]),
    ...(searches === null ? [] : ['', searchSentence(searches), ...companyLines(searches)]),
  ]
}

type Searches = NonNullable<NonNullable<ReportVerdict['verification']>['searches']>

/** Companies that a page shows; the JSON has more of them. */
const shownCompanies = 20

function companyLines({ companies }: Searches): string[] {
  if (companies.length < 2) return []
  const rows = companies
    .slice(0, shownCompanies)
    .map(({ company_id: company, asked, overlap, order }) => [
      company,
      String(asked),
      overlap.toFixed(3),
      order.toFixed(3),
    ])
  return table(['Company, least alike first', 'Asked', 'The same', 'Order'], rows)
}

function searchSentence({ asked, overlap, order, levels }: Searches) {
  const share = `${overlap.toFixed(3)} of the first ten hits were the same`
  const each = levels.found.map(({ level, overlap: found }) => `${level}: ${found.toFixed(3)}`).join(', ')
  const told =
    levels.suggested === null ? '' : ` By search level of the new side: ${each}; suggested: ${levels.suggested}.`
  return `${asked} passages were looked for on both sides: ${share}, their order agreed to ${order.toFixed(3)} (Spearman).${told}`
}

function said(event: MigrationEvent): string {
  switch (event.what) {
    case 'began':
      return `began: ${event.from} → ${event.to}, ${event.documents} documents`
    case 'entered': {
      const { state, before, forced, lag, documents, rows } = event
      const switched = lag === null ? '' : `, ${lag} changes behind${forced ? ', forced' : ''}`
      return `${before} → ${state} (${documents.done} of ${documents.total} documents, ${rows} rows copied${switched})`
    }
    case 'trouble':
      return `stood still, ${event.times} times, until ${event.until ?? 'now'}: ${event.message}`
    case 'switched': {
      const { side, company_id: company, forced, lag } = event
      const whom = company === null ? 'all companies' : `company ${company}`
      return `${whom} → the ${side === 'to' ? 'new' : 'old'} collection (${lag} changes behind${forced ? ', forced' : ''})`
    }
    case 'widened':
      return `${event.company_id === null ? 'all other companies' : `company ${event.company_id}`} taken in`
    case 'shadow':
      return `${Math.round(event.share * 100)} % of the questions also go to the side that does not answer`
    case 'swept':
      return `removed ${event.rows} rows (${event.documents} documents) that are not known here, of company ${event.company_id}`
    case 'paused':
      return 'paused: nothing copied, compared or carried from then on'
    case 'resumed':
      return 'went on'
    case 'dropped':
      return `deleted ${event.collection} at ${event.address}`
    case 'drop_failed':
      return `could not delete ${event.collection} at ${event.address}: ${event.message}`
  }
}

const listed = (all: readonly string[], none: string) => (all.length === 0 ? [none] : all.map((one) => `- ${one}`))

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => visibleLine(cell).replaceAll('|', '\\|')).join(' | ')} |`
  return ['', line(head), line(head.map(() => '---')), ...rows.map(line)]
}
