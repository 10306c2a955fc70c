import { sql } from 'kysely'
import type { DocumentId } from '../../../domain/ids.ts'
import type { DocumentRevival } from '../../../ports/documents/document-revival.ts'
import type { Enqueue } from '../boss.ts'
import { guarded, type Database } from '../database.ts'
import { processQueue, removeQueue } from '../job-catalog.ts'
import { forgetTurns } from '../job-turns.ts'
import { toDocument } from './document-rows.ts'
import { isReprocessed } from './end-reprocessing.ts'

const pageSize = 100

/**
 * The safety net under the job queue: whatever happened to a job, its document gets another one. Documents whose job is
 * waiting or running are passed over, however many they are, so that they can hide nobody.
 */
export function documentRevival(db: Database, enqueue: Enqueue): DocumentRevival {
  return {
    reviveJobs: (idleMs, after) =>
      guarded(async () => {
        if (after === null) await forgetTurns(db)
        const ids = await withoutJob(db, idleMs, after)
        let enqueued = 0
        for (const id of ids) if (await reviveOne(db, enqueue, id)) enqueued += 1
        return { enqueued, next: ids.length < pageSize ? null : (ids.at(-1) ?? null) }
      }),

    takeInterruptedUpload: (idleMs, token) =>
      guarded(async () => {
        const row = await db
          .updateTable('documents')
          .set({ upload_token: token, updated_at: sql`now()` })
          .where('id', '=', (eb) =>
            eb
              .selectFrom('documents')
              .select('id')
              .where('status', '=', 'pending')
              .where('deleted_at', 'is', null)
              .where(changed, '<', olderThan(idleMs))
              .orderBy(changed)
              .limit(1)
              .forUpdate()
              .skipLocked(),
          )
          .returningAll()
          .executeTakeFirst()
        return row === undefined ? null : toDocument(row)
      }),
  }
}

/** The services of the original may still be at their own documents, which they give no sign of for as long as this. */
const originalIdleMs = 15 * 60_000
/** Rows of the original have no hash, and may have no times. */
const changed = sql<Date>`coalesce(updated_at, uploaded_at, '-infinity')`
const olderThan = (ms: number) => sql<Date>`
  now() - interval '1 millisecond' * case when content_hash is null then ${Math.max(ms, originalIdleMs)}::int else ${ms}::int end
`

/**
 * Jobs are looked up by the index that lets a document have one of a kind; each condition on documents is that of an index of
 * its own, so that processed ones, however many, are not read.
 */
async function withoutJob(db: Database, idleMs: number, after: DocumentId | null): Promise<DocumentId[]> {
  const { rows } = await sql<{ id: DocumentId }>`
    select document.id from documents as document
    where (document.deleted_at is not null or document.status in ('uploaded', 'processing')
        or (document.reprocess_at is not null and document.deleted_at is null))
      and ${changed} < ${olderThan(idleMs)}
      and (${after}::uuid is null or document.id > ${after}::uuid)
      and not exists (
        select 1 from jobs.job
        where name = case when document.deleted_at is null then ${processQueue} else ${removeQueue} end
          and coalesce(singleton_key, '') = document.id::text
          and state <= 'active' and policy = 'exclusive'
      )
    order by document.id limit ${pageSize}
  `.execute(db)
  return rows.map((row) => row.id)
}

/** One document, one short transaction: nobody waits for the others. False when it needs no job any more. */
function reviveOne(db: Database, enqueue: Enqueue, id: DocumentId): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('documents')
      .select(['company_id', 'deleted_at', 'status'])
      .where('id', '=', id)
      .where((eb) =>
        eb.or([eb('deleted_at', 'is not', null), eb('status', 'in', ['uploaded', 'processing']), isReprocessed(eb)]),
      )
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (row === undefined) return false
    const queue = row.deleted_at === null ? processQueue : removeQueue
    const background = row.deleted_at === null && row.status === 'processed'
    return (await enqueue(tx, queue, { companyId: row.company_id, documentId: id }, { background })) !== null
  })
}
