import type * as Lance from '@lancedb/lancedb'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'
import { ofCompany } from './filter.ts'

/** Rows of each document of the company. Reads one column, batch by batch. */
export async function countByDocument(
  table: Lance.Table,
  companyId: CompanyId,
): Promise<ReadonlyMap<DocumentId, number>> {
  const counts = new Map<DocumentId, number>()
  for await (const batch of table.query().where(ofCompany(companyId)).select(['document_id'])) {
    const ids = batch.getChild('document_id')
    for (let row = 0; row < batch.numRows; row += 1) {
      const id = ids?.get(row) as DocumentId // written from branded ids
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }
  return counts
}
