import type { Migration } from '../../contract/migrations.ts'
import { visibleLine } from '../../domain/text/visible-text.ts'
import { hasEnded } from './has-ended.ts'
import { paceParts, toleranceText } from './progress-text.ts'

/** How a move stands, in lines for people. */
export function statusText(migration: Migration | null): string {
  if (migration === null) return 'There was no move yet. `atenex migrate plan` shows what one would do.'
  const { state, from, to, documents, rows, lag, verification, trouble } = migration
  const { dropped_at: droppedAt, companies: limited, paused } = migration
  const place = ({ name, address, store }: Migration['from']) => `${name} at ${address ?? store}`
  const lines = [
    `${place(from)} → ${place(to)}`,
    `state: ${state} (begun by ${migration.started_by}, ${migration.started_at})`,
    `answers come from: ${place(migration.answering === 'from' ? from : to)}`,
    ...(limited === null ? [] : [`limited to: ${limited.join(', ')}`]),
    ...aloneLines(migration),
    `documents: ${documents.done} of ${documents.total} ${state === 'verifying' ? 'compared' : 'copied'}, ${rows} rows copied`,
  ]
  const pace = paceParts(migration.progress)
  if (pace.length > 0) lines.push(`speed: ${pace.join(', ')}`)
  if (!hasEnded(migration))
    lines.push(`changes not carried yet: ${lag.to} to the new collection, ${lag.from} to the old one`)
  if (droppedAt !== null) lines.push(`deleted: ${place(state === 'finished' ? from : to)}, ${droppedAt}`)
  if (verification !== null) lines.push(...verificationLines(verification))
  lines.push(...shadowLines(migration.shadow))
  if (trouble !== null) lines.push(`waits: ${trouble}`)
  if (paused !== null) lines.push(`paused by ${paused.by}, ${paused.at}: changes wait, nothing is copied or compared`)
  lines.push(`next: ${nextStep(migration)}`)
  return lines.map((line) => visibleLine(line)).join('\n')
}

function aloneLines({ alone: { companies, ids }, answering, from, to }: Migration): string[] {
  if (companies === 0) return []
  const other = answering === 'from' ? to : from
  const more = companies > ids.length ? ` and ${companies - ids.length} more` : ''
  return [`  but for ${companies === 1 ? 'company' : 'companies'} ${ids.join(', ')}${more}: from ${other.name}`]
}

function verificationLines(verification: NonNullable<Migration['verification']>): string[] {
  const { documents, rows, repaired, different, differences, unowned, strangers, searches } = verification
  return [
    `verified: ${documents} documents, ${rows} rows; ${repaired} repaired, ${different} different`,
    ...(verification.tolerance === null ? [] : [`  ${toleranceText(verification)}`]),
    ...searchLine(searches),
    ...differences.map(({ document_id, what }) => `  ${document_id}: ${what}`),
    ...unowned.map(({ company_id, rows: extra }) => `  company ${company_id}: ${extra} rows belong to no document`),
    ...strangers.map(
      ({ company_id, rows: extra }) => `  note: ${extra} rows of company "${company_id}", which is not known`,
    ),
  ]
}

function shadowLines({ share, compared, failed, ...means }: Migration['shadow']): string[] {
  const { overlap, order, answering_ms: ours, other_ms: theirs } = means
  if (share === 0 && compared + failed === 0) return []
  const told = `shadow: ${percent(share)} of the questions; ${compared} compared, ${failed} failed`
  if (overlap === null || order === null || ours === null || theirs === null) return [told]
  const alike = `${percent(overlap)} of the hits are the same, their order agrees to ${percent(order)}`
  return [told, `  ${alike}; ${Math.round(ours)} ms on the side that answers, ${Math.round(theirs)} ms on the other`]
}

function nextStep(migration: Migration): string {
  const { state, verification, alone, companies, paused } = migration
  if (paused !== null && !hasEnded(migration)) return 'atenex migrate resume'
  if (companies !== null && state === 'verified')
    return 'atenex migrate cutover --company ID; atenex migrate start takes in the next --company, or all'
  if (alone.companies > 0 && (state === 'verified' || state === 'cut_over'))
    return 'atenex migrate cutover, of the next --company or of all; or atenex migrate rollback'
  switch (state) {
    case 'copying':
      return 'wait until everything is copied (atenex migrate status --watch)'
    case 'copied':
      return verification === null ? 'atenex migrate verify' : afterDifferences(verification)
    case 'verifying':
      return 'wait until everything is compared (atenex migrate status --watch)'
    case 'verified':
      return 'atenex migrate cutover'
    case 'cut_over':
      return 'atenex migrate finish, or atenex migrate rollback'
    case 'finished':
    case 'abandoned':
      return 'nothing; it has ended'
  }
}

/** Rows of no document are not mended by a comparison: another installation may use the collection. */
function afterDifferences({ unowned: [first] }: NonNullable<Migration['verification']>): string {
  return first === undefined
    ? 'see what differs, then atenex migrate verify'
    : `atenex migrate sweep --company ${first.company_id}, which removes what belongs to no document; then atenex migrate verify`
}

function searchLine(searches: NonNullable<Migration['verification']>['searches']): string[] {
  if (searches === null || searches.asked === 0) return []
  const { asked, overlap, order, levels } = searches
  return [
    `searched: ${asked} on both sides; ${percent(overlap)} of the hits are the same, their order agrees to ${percent(order)}`,
    ...levelLines(levels),
  ]
}

function levelLines({
  found,
  suggested,
}: NonNullable<NonNullable<Migration['verification']>['searches']>['levels']): string[] {
  if (suggested === null) return []
  const each = found.map(({ level, overlap }) => `${level}: ${percent(overlap)}`).join(', ')
  return [
    `  of the hits of the old side at each search level ${each}; ATENEX_ZILLIZ_LEVEL=${suggested} for all processes`,
  ]
}

const percent = (share: number) => `${Math.round(share * 1_000) / 10} %`
