import type { CompanyId } from '../../domain/ids.ts'
import type { CollectionSurvey, CompanyKeys } from '../../ports/collection-survey.ts'
import { finding, named, type PlanDeps, type PlanFinding } from './plan.ts'

/** Keys looked at in all; a plan is waited for. */
const mostKeys = 500_000

/**
 * Compares PostgreSQL with the old collection by document, also where row counts agree: as many may be missing as are too many.
 * Takes companies in the given order, up to the plan's limit.
 */
export async function compareDocuments(
  deps: Pick<PlanDeps, 'documents'>,
  survey: CollectionSurvey,
  companies: readonly CompanyId[],
  signal: AbortSignal,
): Promise<PlanFinding[]> {
  const [lacking, unowned, doubled]: [string[], string[], string[]] = [[], [], []]
  let left = mostKeys
  let skipped = 0
  for (const companyId of companies) {
    const keys = left > 0 ? await survey.keys(companyId, left, signal) : null
    if (keys === null || keys.more) {
      skipped += 1
      left = 0
      continue
    }
    left -= total(keys)
    const ours = new Map((await deps.documents.documentsOf(companyId)).map((one) => [one.documentId as string, one]))
    for (const { documentId, chunks } of ours.values()) {
      const rows = keys.documents.get(documentId) ?? 0
      if (rows < chunks) lacking.push(`${documentId} (${rows} of ${chunks})`)
    }
    for (const [documentId, rows] of keys.documents) {
      if (!ours.has(documentId)) unowned.push(`${documentId || '(empty)'} (${rows})`)
    }
    if (keys.duplicates > 0) doubled.push(`${companyId} (${keys.duplicates})`)
  }
  return [
    ...say(lacking, lacks),
    ...say(unowned, hasUnowned),
    ...say(doubled, hasDoubled),
    ...(skipped === 0 ? [] : [notLookedAt(skipped)]),
  ]
}

const total = ({ documents, duplicates }: CompanyKeys) =>
  documents.values().reduce((sum, rows) => sum + rows, duplicates)

const say = (list: readonly string[], as: (list: string) => PlanFinding) => (list.length === 0 ? [] : [as(named(list))])

const lacks = (list: string) =>
  finding(
    'warning',
    'source_lacks_documents',
    `Documents that are not whole in the old collection (rows of chunks): ${list}.`,
    'Upload them again, or move with --rebuild, which makes all rows anew from PostgreSQL.',
  )

const hasUnowned = (list: string) =>
  finding(
    'note',
    'source_has_unowned_documents',
    `Documents that PostgreSQL does not know: ${list}. They are not copied.`,
  )

const hasDoubled = (list: string) =>
  finding(
    'note',
    'source_has_duplicates',
    `Rows whose key is there more than once, by company: ${list}. One of each is copied.`,
  )

const notLookedAt = (companies: number) =>
  finding(
    'note',
    'not_all_compared',
    `The documents of ${companies} companies were not compared one by one: there are too many rows.`,
    'The verification compares every document.',
  )
