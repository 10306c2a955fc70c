import type { ChangeLog } from '../../ports/moves/change-log.ts'
import type { MovingDocuments } from '../../ports/moves/moving-documents.ts'

export interface OurCompaniesDeps {
  readonly documents: Pick<MovingDocuments, 'companies'>
  readonly changes: Pick<ChangeLog, 'companies'>
}

/**
 * Companies that this installation has, or has had since it remembers them: rows of others in a collection belong to somebody
 * else.
 */
export async function ourCompanies({ documents, changes }: OurCompaniesDeps) {
  return [...new Set([...(await documents.companies()), ...(await changes.companies())])]
}
