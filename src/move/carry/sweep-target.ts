import { canonicalUuid, parseCompanyId, parseDocumentId } from '../../domain/ids.ts'
import type { CollectionSurvey } from '../../ports/collection-survey.ts'
import type { ChangeLog } from '../../ports/moves/change-log.ts'
import { ourCompanies } from './our-companies.ts'
import { clearGone, type CarryDeps } from './carry-documents.ts'

export interface SweepDeps extends Pick<CarryDeps, 'documents' | 'sides'> {
  /** Over the new collection. */
  readonly survey: Pick<CollectionSurvey, 'strangers' | 'keys'>
  readonly changes: Pick<ChangeLog, 'companies'>
}

/** Keys of one company that are looked at. */
const maxKeys = 5_000_000

/**
 * Removes from the new collection what is left of documents that are gone: one that was part of an earlier move had no changes since,
 * and what was deleted meanwhile is still there. Each document is looked at under its lock. Rows of companies that this installation
 * never had stay as they are: somebody else may use the collection too.
 * @returns documents looked at
 */
export async function sweepTarget(deps: SweepDeps, signal: AbortSignal): Promise<number> {
  let looked = 0
  const { companies } = await deps.survey.strangers([], signal)
  const ours = new Set<string>(await ourCompanies(deps))
  for (const { companyId } of companies) {
    if (!ours.has(companyId)) continue
    const company = parseCompanyId(companyId)
    const { documents } = await deps.survey.keys(company, maxKeys, signal)
    for (const id of documents.keys()) {
      if (canonicalUuid(id) !== id) continue
      await clearGone(deps, { companyId: company, documentId: parseDocumentId(id) }, 'to', signal)
      looked += 1
    }
  }
  return looked
}
