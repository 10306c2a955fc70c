import { sql } from 'kysely'
import type { CompanyId } from '../../../domain/ids.ts'
import type { DocumentReprocessing, Outdated } from '../../../ports/documents/document-reprocessing.ts'
import type { Enqueue } from '../boss.ts'
import { guarded, type Database, type Tx } from '../database.ts'
import { backgroundPriority, processQueue } from '../job-catalog.ts'

/** Documents a transaction asks for: nobody waits for it long. */
const aTime = 100

/** Documents are read again by the present rules; their jobs stand behind those of new ones. */
export function documentReprocessing(db: Database, enqueue: Enqueue): DocumentReprocessing {
  return {
    standing: ({ companyId, olderThan }) =>
      guarded(async () => {
        const rows = await processedOf(db, companyId)
          .select([
            version.as('version'),
            sql<string>`count(*)`.as('documents'),
            sql<string>`count(*) filter (where reprocess_at is not null)`.as('asked'),
            sql<string>`count(*) filter (where reprocess_at is null and file_path is not null)`.as('left'),
          ])
          .groupBy(version)
          .orderBy(version)
          .execute()
        const sum = (of: typeof rows, key: 'asked' | 'left') => of.reduce((total, row) => total + Number(row[key]), 0)
        return {
          versions: rows.map((row) => ({ version: row.version, documents: Number(row.documents) })),
          underWay: sum(rows, 'asked'),
          remaining: sum(
            rows.filter((row) => row.version < olderThan),
            'left',
          ),
        }
      }),

    reprocess: (outdated, most) =>
      guarded(async () => {
        let asked = 0
        while (asked < most) {
          const limit = Math.min(aTime, most - asked)
          const now = await db.transaction().execute((tx) => askFor(tx, enqueue, outdated, limit))
          asked += now
          if (now < limit) break
        }
        return asked
      }),

    newOnesWait: () =>
      guarded(async () => {
        const { rows } = await sql<{ wait: boolean }>`
          select exists (
            select 1 from jobs.job
            where name = ${processQueue} and priority > ${backgroundPriority} and state < 'active' and not blocked
              and start_after <= now()
          ) as wait
        `.execute(db)
        return rows[0]?.wait === true
      }),
  }
}

/** Documents that were processed before the version was kept are older than every other. */
const version = sql<number>`coalesce(text_version, 0)`

function processedOf(db: Database | Tx, companyId: CompanyId | null) {
  const all = db.selectFrom('documents').where('status', '=', 'processed').where('deleted_at', 'is', null)
  return companyId === null ? all : all.where('company_id', '=', companyId)
}

/** A job that is there already, of the attempt that has just ended, is followed by `revive`. */
async function askFor(tx: Tx, enqueue: Enqueue, outdated: Outdated, limit: number): Promise<number> {
  const found = await processedOf(tx, outdated.companyId)
    .select(['id', 'company_id'])
    .where('reprocess_at', 'is', null)
    .where('file_path', 'is not', null)
    .where(version, '<', outdated.olderThan)
    .orderBy(sql`coalesce(uploaded_at, '-infinity'::timestamptz) desc, id desc`)
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  // one company after another: events take the locks of companies in this order
  for (const { id, company_id: companyId } of found.toSorted((a, b) => a.company_id.localeCompare(b.company_id))) {
    await tx
      .updateTable('documents')
      .set({ reprocess_at: sql`now()`, attempts: 0, stage: 'waiting', stage_done: 0, stage_total: 0 })
      .where('id', '=', id)
      .execute()
    await enqueue(tx, processQueue, { companyId, documentId: id }, { background: true })
  }
  return found.length
}
