import type { Database, Tx } from '../database.ts'

/** Documents that have vectors: what a copy or a verification goes through. */
export async function countProcessed(db: Database | Tx): Promise<number> {
  const row = await db
    .selectFrom('documents')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('status', '=', 'processed')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}
