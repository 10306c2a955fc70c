import type { DocumentFilter } from '../../domain/document-filter.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { RetrievalReport } from '../../domain/passage.ts'
import type { DocumentSelection } from '../../ports/documents/document-selection.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { filledStore } from './filled-store.ts'
import { narrowSearch, type Searchers } from './narrow-search.ts'

interface FilteredRequest {
  readonly companyId: CompanyId
  readonly filter?: DocumentFilter | null
}

export interface ChosenSearchers {
  readonly searchers: Searchers
  /** The filter matches no document: the user should know why nothing was found. */
  readonly noneSelected: boolean
}

/**
 * What a question is searched with: all documents of its company, or those its filter matches, as PostgreSQL has them now.
 * Vector stores know nothing of metadata, dates or types, so every store filters alike.
 */
export async function searchersFor(
  deps: Omit<Searchers, 'vectorStore'> & {
    readonly vectorStore: Searchers['vectorStore'] & Pick<VectorStore, 'count'>
    readonly documents: DocumentSelection
  },
  { companyId, filter = null }: FilteredRequest,
): Promise<ChosenSearchers> {
  const { vectorStore, textIndex, wordSearch = null } = deps
  if (filter === null) {
    return { searchers: { vectorStore: filledStore(vectorStore), textIndex, wordSearch }, noneSelected: false }
  }
  const selected = await deps.documents.select(companyId, filter)
  return { searchers: narrowSearch(deps, selected), noneSelected: selected.length === 0 }
}

/** Says in the report that the filter matched nothing; no part was missing, so it is not degraded. */
export function withSelection(report: RetrievalReport, noneSelected: boolean): RetrievalReport {
  return noneSelected ? { ...report, reasons: [...report.reasons, 'filters: no document matches'] } : report
}
