import type { MigrationEvent, MigrationReport } from '../../contract/migration-report.ts'
import type { Migration } from '../../contract/migrations.ts'
import { toleranceText } from './progress-text.ts'

type Found = NonNullable<Migration['verification']>

/** What a report says about whether everything is where it belongs. */
export interface ReportVerdict {
  /** The last verification that was made to its end. */
  readonly verification: Found | null
  /** What is not the same on both sides and in PostgreSQL; empty: nothing. */
  readonly differences: readonly string[]
  /** What went another way than it should: forced switches, troubles, verifications that found something, drops that failed. */
  readonly exceptions: readonly string[]
}

export function reportVerdict({ migration, events }: MigrationReport): ReportVerdict {
  const found = events.findLast((event) => event.what === 'entered' && event.verification !== null)
  const ended = found?.what === 'entered' ? found.verification : null
  // a move that began under an older version has no history of its first verification
  const verification = ended ?? (migration.state === 'verifying' ? null : migration.verification)
  return {
    verification,
    differences: [...differencesOf(verification), ...lagOf(migration)],
    exceptions: [
      ...events.flatMap(exceptionOf),
      ...toleranceOf(verification),
      ...strangersOf(verification, sweptSince(events, found)),
    ],
  }
}

function differencesOf(verification: Found | null): string[] {
  if (verification === null) return ['Nothing was compared: no verification was made to its end.']
  const { different, differences, unowned } = verification
  const more = different - differences.length
  return [
    ...differences.map(
      ({ document_id, company_id, what }) => `document ${document_id} of company ${company_id}: ${what}`,
    ),
    ...(more > 0 ? [`${more} more documents differ`] : []),
    ...unowned.map(({ company_id, rows }) => `company ${company_id}: ${rows} rows belong to no document`),
  ]
}

/** Zero differences within a tolerance are another thing than zero differences. */
const toleranceOf = (verification: Found | null) =>
  verification === null || verification.tolerance === null ? [] : [toleranceText(verification)]

/** No answer shows them, so they are no difference. */
const strangersOf = (verification: Found | null, swept: ReadonlySet<string>) =>
  (verification?.strangers ?? [])
    .filter(({ company_id }) => !swept.has(company_id))
    .map(({ company_id, rows }) => `the new collection has ${rows} rows of company "${company_id}", which is not known`)

/** Companies whose rows were removed after it had been looked for them. */
function sweptSince(events: readonly MigrationEvent[], verified: MigrationEvent | undefined): ReadonlySet<string> {
  const later = verified === undefined ? events : events.slice(events.lastIndexOf(verified) + 1)
  return new Set(later.flatMap((event) => (event.what === 'swept' ? [event.company_id] : [])))
}

/** After its end nobody carries changes for a move any more, and none has to be. */
function lagOf({ state, lag }: Migration): string[] {
  if (state === 'finished' || state === 'abandoned' || lag.to + lag.from === 0) return []
  return [`changes not carried yet: ${lag.to} to the new collection, ${lag.from} to the old one`]
}

function exceptionOf(event: MigrationEvent): string[] {
  const { at, who } = event
  switch (event.what) {
    case 'began':
    case 'shadow':
    case 'widened':
    case 'paused':
    case 'resumed':
    case 'swept':
    case 'dropped':
      return []
    case 'switched': {
      const { side, company_id: company, forced, lag } = event
      if (!forced) return []
      const whom = company === null ? 'all companies' : `company ${company}`
      return [`${at}: ${who} forced ${whom} to the ${side === 'to' ? 'new' : 'old'} collection, ${lag} changes behind`]
    }
    case 'trouble': {
      const until = event.until === null ? 'and did not go on' : `until ${event.until}`
      return [`${at}: stood still (${event.times} times, ${until}): ${event.message}`]
    }
    case 'drop_failed':
      return [`${at}: ${who} wanted ${event.collection} deleted, in vain: ${event.message}`]
    case 'entered': {
      const { state, before, forced, lag, verification } = event
      if (forced) return [`${at}: ${who} forced ${before} → ${state}, ${lag ?? 0} changes behind`]
      if (verification === null || state === 'verified') return []
      const { different, unowned } = verification
      return [
        `${at}: a verification found ${different} different documents, rows of nobody in ${unowned.length} companies`,
      ]
    }
  }
}
