import type { CompanyId } from '../../domain/ids.ts'
import type { PlannedCompany } from './plan.ts'

interface CompanyChunks {
  readonly companyId: CompanyId
  readonly chunks: number
}

/** The others are counted. */
const mostTold = 100

/** @param found rows in the old collection, of those companies that could be counted. */
export function rowsByCompany(
  companies: readonly CompanyChunks[],
  found: ReadonlyMap<CompanyId, number> = new Map(),
): readonly PlannedCompany[] {
  return companies
    .toSorted((a, b) => b.chunks - a.chunks)
    .slice(0, mostTold)
    .map(({ companyId, chunks }) => ({ companyId, rows: chunks, found: found.get(companyId) ?? null }))
}
