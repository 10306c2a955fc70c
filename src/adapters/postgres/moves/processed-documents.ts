import type { Database, Tx } from '../database.ts'

/** Rows of the documents that have vectors, of all companies: what a move goes through. */
export function processedDocuments(db: Database | Tx) {
  return db.selectFrom('documents').where('status', '=', 'processed').where('deleted_at', 'is', null)
}

export interface ProcessedCounts {
  readonly documents: number
  /** Chunks of these documents: the rows they must have in a collection. */
  readonly rows: number
}

export async function countProcessed(db: Database | Tx): Promise<ProcessedCounts> {
  const row = await processedDocuments(db)
    .select((eb) => [eb.fn.countAll<string>().as('documents'), eb.fn.sum<string | null>('chunk_count').as('rows')])
    .executeTakeFirst()
  return { documents: Number(row?.documents ?? 0), rows: Number(row?.rows ?? 0) }
}
