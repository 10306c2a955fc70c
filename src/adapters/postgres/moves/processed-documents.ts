import { allCompanies, type Companies } from '../../../domain/move.ts'
import type { Database, Tx } from '../database.ts'

/** Rows of the documents that have vectors: what a move goes through. */
export function processedDocuments(db: Database | Tx, { only, not }: Companies = allCompanies) {
  let rows = db.selectFrom('documents').where('status', '=', 'processed').where('deleted_at', 'is', null)
  if (only !== null) rows = rows.where('company_id', 'in', only)
  return not.length === 0 ? rows : rows.where('company_id', 'not in', not)
}

export interface ProcessedCounts {
  readonly documents: number
  /** Chunks of these documents: the rows they must have in a collection. */
  readonly rows: number
}

export async function countProcessed(db: Database | Tx, companies: Companies = allCompanies): Promise<ProcessedCounts> {
  const row = await processedDocuments(db, companies)
    .select((eb) => [eb.fn.countAll<string>().as('documents'), eb.fn.sum<string | null>('chunk_count').as('rows')])
    .executeTakeFirst()
  return { documents: Number(row?.documents ?? 0), rows: Number(row?.rows ?? 0) }
}
