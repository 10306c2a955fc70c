import type { CompanyId } from '../../domain/ids.ts'

/** Some 100 bytes each. */
const mostCompanies = 1_000

/** Companies all of whose rows were seen in the index of words, as long as their documents stay the same. */
export interface IndexedCompanies {
  /** @param revision names the state of the company's documents; undefined when nobody knows it: never indexed. */
  has(companyId: CompanyId, revision: string | undefined): boolean
  add(companyId: CompanyId, revision: string | undefined): void
  clear(): void
}

/**
 * The library takes 2 ms of processor time to say how much of the table is indexed. Rows of a company that were all indexed stay so
 * until its documents change.
 */
export function rememberIndexed(most = mostCompanies): IndexedCompanies {
  const revisions = new Map<CompanyId, string>()
  return {
    has: (companyId, revision) => revision !== undefined && revisions.get(companyId) === revision,
    add: (companyId, revision) => {
      if (revision === undefined) return
      revisions.delete(companyId)
      revisions.set(companyId, revision)
      const [oldest] = revisions.keys()
      if (revisions.size > most && oldest !== undefined) revisions.delete(oldest)
    },
    clear: () => revisions.clear(),
  }
}
