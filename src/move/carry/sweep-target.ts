import { canonicalUuid, parseCompanyId, parseDocumentId, type CompanyId } from '../../domain/ids.ts'
import type { CollectionSurvey } from '../../ports/collection-survey.ts'
import type { ChangeLog } from '../../ports/moves/change-log.ts'
import { ourCompanies, type OurCompaniesDeps } from './our-companies.ts'
import { clearGone, type ClearGoneDeps } from './carry-documents.ts'

interface SweepCompanyDeps extends ClearGoneDeps {
  /** Over the new collection. */
  readonly survey: Pick<CollectionSurvey, 'keys'>
}

export interface SweepDeps extends SweepCompanyDeps {
  readonly documents: SweepCompanyDeps['documents'] & OurCompaniesDeps['documents']
  /** Over the new collection. */
  readonly survey: Pick<CollectionSurvey, 'strangers' | 'keys'>
  readonly changes: Pick<ChangeLog, 'companies'>
}

/** Documents that were removed, and the rows they had. */
export interface Swept {
  readonly documents: number
  readonly rows: number
}

/** Keys of one company checked at a time. */
const maxKeys = 5_000_000

/**
 * Removes rows of deleted documents from the new collection: one that was part of an earlier move has missed changes since, so
 * what was deleted meanwhile is still there. Each document is checked under its lock. Rows of companies that this installation
 * never had are left alone: another one may use the collection too.
 */
export async function sweepTarget(deps: SweepDeps, signal: AbortSignal): Promise<void> {
  const { companies } = await deps.survey.strangers([], signal)
  const ours = new Set<string>(await ourCompanies(deps))
  for (const { companyId } of companies)
    if (ours.has(companyId)) await sweepCompany(deps, parseCompanyId(companyId), signal)
}

/** The same for one company, whoever's it is. */
export async function sweepCompany(deps: SweepCompanyDeps, companyId: CompanyId, signal: AbortSignal): Promise<Swept> {
  const found = await deps.survey.keys(companyId, maxKeys, signal)
  let [documents, rows] = [0, 0]
  for (const [id, own] of found.documents) {
    if (canonicalUuid(id) !== id) continue
    if (!(await clearGone(deps, { companyId, documentId: parseDocumentId(id) }, signal))) continue
    documents += 1
    rows += own
  }
  return { documents, rows }
}
