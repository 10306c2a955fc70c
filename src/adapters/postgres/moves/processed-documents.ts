import type { Database, Tx } from '../database.ts'

/** Rows of the documents that have vectors, of all companies: what a move goes through. */
export function processedDocuments(db: Database | Tx) {
  return db.selectFrom('documents').where('status', '=', 'processed').where('deleted_at', 'is', null)
}

export async function countProcessed(db: Database | Tx): Promise<number> {
  const row = await processedDocuments(db)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
