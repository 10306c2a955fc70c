import { sql } from 'kysely'
import type { DocumentScope } from '../../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import { lastStates } from '../../../domain/move.ts'
import type { ChangeLog } from '../../../ports/moves/change-log.ts'
import { guarded, type Database, type Tx } from '../database.ts'

/**
 * Held from an entry's number to its commit, so that numbers appear in their order. Whoever holds it waits for nothing more:
 * an entry is the last thing a transaction writes.
 */
export async function lockChanges(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('atenex:changes', 0))`.execute(tx)
}

/**
 * Appends a change in the transaction that makes it, as its last statement.
 * @param collectionId the collection that has the vectors already; null when the document must have none anywhere.
 */
export async function appendChange(
  tx: Tx,
  { companyId, documentId }: DocumentScope,
  collectionId: string | null,
): Promise<void> {
  await lockChanges(tx)
  await tx
    .insertInto('document_changes')
    .values({ company_id: companyId, document_id: documentId, collection_id: collectionId })
    .execute()
}

/** The number of the last entry, also of one that was trimmed. */
export async function lastChange(db: Database | Tx): Promise<number> {
  const { rows } = await sql<{ head: string }>`
    select case when is_called then last_value else 0 end as head from document_changes_seq_seq
  `.execute(db)
  return Number(rows[0]?.head ?? 0)
}

export function createChangeLog(db: Database): ChangeLog {
  return {
    // a number that was taken and not committed yet must not count: whoever takes one holds the lock
    head: () =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          await lockChanges(tx)
          return lastChange(tx)
        }),
      ),

    after: (seq, limit) =>
      guarded(async () => {
        const rows = await db
          .selectFrom('document_changes')
          .select(['seq', 'company_id', 'document_id', 'collection_id'])
          .where('seq', '>', String(seq))
          .orderBy('seq')
          .limit(limit)
          .execute()
        return rows.map((row) => ({
          seq: Number(row.seq),
          companyId: row.company_id as CompanyId,
          documentId: row.document_id as DocumentId,
          collectionId: row.collection_id,
        }))
      }),

    lastWritten: ({ companyId, documentIds }, seq) =>
      guarded(async () => {
        if (documentIds.length === 0) return new Map()
        const rows = await db
          .selectFrom('document_changes')
          .distinctOn('document_id')
          .select(['document_id', 'collection_id'])
          .where('seq', '>', String(seq))
          .where('company_id', '=', companyId)
          .where('document_id', 'in', documentIds)
          .orderBy('document_id')
          .orderBy('seq', 'desc')
          .execute()
        return new Map(rows.map((row) => [row.document_id as DocumentId, row.collection_id]))
      }),

    companies: () =>
      guarded(async () => {
        const rows = await db
          .selectFrom('document_changes')
          .select('company_id')
          .union(db.selectFrom('companies_seen').select('company_id'))
          .execute()
        return rows.map((row) => row.company_id as CompanyId)
      }),

    trim: (olderThanMs) =>
      guarded(async () => {
        // one statement: whose changes these were is kept with their end
        const { rows } = await sql<{ trimmed: string }>`
          with trimmed as (
            delete from document_changes
            where at < now() - ${olderThanMs} * interval '1 millisecond'
              and seq <= (
                select coalesce(min(least(from_seq, to_seq)), 9223372036854775807) from moves
                where state not in (${sql.join(lastStates)})
              )
            returning company_id
          ), seen as (
            insert into companies_seen select distinct company_id from trimmed on conflict do nothing
          )
          select count(*) as trimmed from trimmed
        `.execute(db)
        return Number(rows[0]?.trimmed ?? 0)
      }),
  }
}
