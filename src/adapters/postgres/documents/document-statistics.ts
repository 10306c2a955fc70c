import { sql } from 'kysely'
import type { DocumentStatus } from '../../../domain/document.ts'
import type { CompanyId } from '../../../domain/ids.ts'
import type { DocumentStatistics, StatisticsFilter } from '../../../ports/documents/document-statistics.ts'
import { guarded, type Database, type Tx } from '../database.ts'

/** Days of recent uploads. */
const recentDays = 30

const day = sql<string>`to_char(uploaded_at at time zone 'UTC', 'YYYY-MM-DD')`

/** One snapshot, so that the counts fit together. */
export function documentStatistics(db: Database): DocumentStatistics {
  return {
    statistics: (companyId, filter) =>
      guarded(() =>
        db
          .transaction()
          .setIsolationLevel('repeatable read')
          .execute(async (tx) => {
            const groups = await counted(tx, companyId, filter)
              .select(['status', 'file_type', sql<string>`count(*)`.as('documents')])
              .select(sql<string>`coalesce(sum(chunk_count) filter (where status = 'processed'), 0)`.as('chunks'))
              .groupBy(['status', 'file_type'])
              .execute()
            const span = await counted(tx, companyId, filter)
              .select([
                sql<Date | null>`min(uploaded_at)`.as('oldest'),
                sql<Date | null>`max(uploaded_at)`.as('newest'),
              ])
              .executeTakeFirst()
            const days = await counted(tx, companyId, filter)
              .select([day.as('day'), sql<string>`count(*)`.as('documents')])
              .where('uploaded_at', 'is not', null)
              .groupBy(day)
              .orderBy(day, 'desc')
              .limit(recentDays)
              .execute()
            return {
              groups: groups.map((row) => ({
                status: row.status as DocumentStatus, // checked when it was written
                fileType: row.file_type,
                documents: Number(row.documents),
                chunks: Number(row.chunks),
              })),
              days: days.map((row) => ({ day: row.day, documents: Number(row.documents) })),
              oldest: span?.oldest ?? null,
              newest: span?.newest ?? null,
            }
          }),
      ),
  }
}

function counted(tx: Tx, companyId: CompanyId, { fromDay, toDay, status }: StatisticsFilter) {
  let query = tx.selectFrom('documents').where('company_id', '=', companyId).where('deleted_at', 'is', null)
  if (fromDay !== null) query = query.where('uploaded_at', '>=', sql<Date>`${fromDay}::timestamp at time zone 'UTC'`)
  if (toDay !== null) {
    query = query.where('uploaded_at', '<', sql<Date>`(${toDay}::date + 1)::timestamp at time zone 'UTC'`)
  }
  return status === null ? query : query.where('status', '=', status)
}
