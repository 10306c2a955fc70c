import type { DocumentFilter } from '../../domain/document-filter.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { RetrievalReport } from '../../domain/passage.ts'
import type { DocumentSelection } from '../../ports/documents/document-selection.ts'
import { narrowSearch, type Searchers } from './narrow-search.ts'

interface FilteredRequest {
  readonly companyId: CompanyId
  readonly filter?: DocumentFilter | null
}

export interface ChosenSearchers {
  readonly searchers: Searchers
  /** The filter lets no document through: whoever finds nothing should know. */
  readonly noneSelected: boolean
}

/**
 * What a question is looked for with: all documents of its company, or those its filter lets through, as PostgreSQL has them
 * now. Nothing in a vector store knows of metadata, dates or types, so every store filters alike.
 */
export async function searchersFor(
  deps: Searchers & { readonly documents: DocumentSelection },
  { companyId, filter = null }: FilteredRequest,
): Promise<ChosenSearchers> {
  const { vectorStore, textIndex, wordSearch = null } = deps
  if (filter === null) return { searchers: { vectorStore, textIndex, wordSearch }, noneSelected: false }
  const selected = await deps.documents.select(companyId, filter)
  return { searchers: narrowSearch(deps, selected), noneSelected: selected.length === 0 }
}

/** Says in the report that the filter let nothing through; nothing was missing, so it is not degraded. */
export function withSelection(report: RetrievalReport, noneSelected: boolean): RetrievalReport {
  return noneSelected ? { ...report, reasons: [...report.reasons, 'filters: no document matches'] } : report
}
