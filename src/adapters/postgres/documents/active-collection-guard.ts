import { AppError } from '../../../domain/errors.ts'
import type { CompanyId } from '../../../domain/ids.ts'
import type { Tx } from '../database.ts'

/**
 * A run writes its vectors to the collection that was active when it began. When another one has become active meanwhile,
 * the document must not end as processed: its next attempt writes to that one. The row is held until the transaction ends,
 * so that a change waits for the commits that are under way, and asked only after the vectors were written, so that it waits
 * for no more than that.
 * @throws AppError `conflict` (retryable).
 */
export async function requireStillActive(tx: Tx, companyId: CompanyId, collectionId: string): Promise<void> {
  const active = await tx
    .selectFrom('collections')
    .select('id')
    .where('active', '=', true)
    .forShare()
    .executeTakeFirst()
  // a switch of the company alone holds the active row too
  const alone = await tx
    .selectFrom('company_collections')
    .select('collection_id')
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  if ((alone?.collection_id ?? active?.id) === collectionId) return
  throw new AppError('conflict', 'Another collection became active meanwhile; the next attempt writes to that one.', {
    retryable: true,
  })
}
