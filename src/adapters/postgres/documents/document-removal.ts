import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import { createLimiter, leavingRoom } from '../../../flow/limiter.ts'
import { timeLimit } from '../../../flow/timeout.ts'
import type { DocumentRemoval } from '../../../ports/documents/document-removal.ts'
import type { Enqueue } from '../boss.ts'
import type { Announce } from '../announce.ts'
import { guarded, type Database } from '../database.ts'
import { removeQueue } from '../job-catalog.ts'
import { appendChange } from '../moves/change-log.ts'
import { watched } from '../watched-transaction.ts'
import { lockDocument, type LockTimes } from './document-lock.ts'
import { toDocument } from './document-rows.ts'
import { hideAttachments, lockAttachments } from './hide-attachments.ts'
import { anyDocument } from './select-document.ts'

/** The request that marks usually erases as well; its job comes after that and finds nothing to do. */
const jobDelaySeconds = 15
/** A removal holds a connection until its stores have answered: with one of them away, others still need the rest of the pool. */
const removalsAtATime = 6

/** Hidden at once, rows last. */
export function documentRemoval(
  db: Database,
  enqueue: Enqueue,
  { clock, announce }: LockTimes & { readonly announce: Announce },
): DocumentRemoval {
  const removals = createLimiter({ size: removalsAtATime, perKey: leavingRoom(removalsAtATime) })
  return {
    markDeleted: (companyId, documentId) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          await lockAttachments(tx, companyId)
          const row = await tx
            .updateTable('documents')
            .set((eb) => ({
              deleted_at: eb.fn.coalesce('deleted_at', sql<Date>`now()`),
              run_id: null,
              updated_at: sql`now()`,
            }))
            .where('company_id', '=', companyId)
            .where('id', '=', documentId)
            .returning('id')
            .executeTakeFirst()
          if (row === undefined) return null
          await enqueue(tx, removeQueue, { companyId, documentId }, { startAfterSeconds: jobDelaySeconds })
          return [...(await hideAttachments(tx, enqueue, { companyId, documentId }, jobDelaySeconds)), documentId]
        }),
      ),

    erase: (companyId, documentId, waitMs, eraseElsewhere) =>
      guarded(async () => {
        using turn = timeLimit({ ms: waitMs, signal: never, late: othersFirst, clock })
        const release = await removals.acquire(turn.signal, companyId)
        try {
          return await db.transaction().execute(async (tx) => {
            await lockDocument(tx, documentId, waitMs, beingIndexed)
            const row = await anyDocument(tx, { companyId, documentId })
              .selectAll()
              .where('deleted_at', 'is not', null)
              .executeTakeFirst()
            if (row === undefined) return false
            await watched(tx, clock, (lost) => eraseElsewhere(toDocument(row), lost))
            // chunks, text and pending embeddings go with the row (on delete cascade)
            await tx.deleteFrom('documents').where('company_id', '=', companyId).where('id', '=', documentId).execute()
            await appendChange(tx, { companyId, documentId }, null)
            await announce(tx, { type: 'document.deleted', companyId, documentId })
            return true
          })
        } finally {
          release()
        }
      }),
  }
}

const never = new AbortController().signal

const othersFirst = () =>
  new AppError('removal_pending', 'Other removals come first; this one goes on by itself.', { retryable: true })

const beingIndexed = (cause: unknown) =>
  new AppError('removal_pending', 'The document is being indexed right now; its removal goes on by itself.', {
    retryable: true,
    cause,
  })
