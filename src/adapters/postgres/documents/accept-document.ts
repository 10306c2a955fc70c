import { sql } from 'kysely'
import { AppError } from '../../../domain/errors.ts'
import type { DocumentId } from '../../../domain/ids.ts'
import { jobBudget, uploadBudget } from '../../../domain/time-budgets.ts'
import type { Acceptance, NewDocument } from '../../../ports/documents/document-uploads.ts'
import type { Announce } from '../announce.ts'
import type { Enqueue } from '../boss.ts'
import type { Database, Tx } from '../database.ts'
import { removeQueue } from '../job-catalog.ts'
import { requireQuota, type CompanyQuota } from './company-quota.ts'
import { toDocument, type DocumentRow } from './document-rows.ts'
import { hideAttachments, lockAttachments } from './hide-attachments.ts'
import { liveDocument } from './select-document.ts'

export interface AcceptTools {
  readonly enqueue: Enqueue
  readonly quota: CompanyQuota
  readonly announce: Announce
}

/** A row of the same bytes or name, and whether its upload has lost its owner. */
type Rival = DocumentRow & { readonly interrupted: boolean }

/**
 * One look at who is there already. An upload whose owner is alive is nobody else's: it is neither taken over nor given way
 * to. Failed documents and interrupted uploads give way.
 */
export async function acceptOnce(
  tx: Tx,
  { enqueue, quota }: AcceptTools,
  document: NewDocument,
  token: string,
): Promise<Acceptance> {
  const { companyId, parent } = document
  if (parent !== undefined) {
    await lockAttachments(tx, companyId)
    const mail = await liveDocument(tx, { companyId, documentId: parent.mailId }).select('id').executeTakeFirst()
    if (mail === undefined) throw mailGone()
  }
  const rivals = await lockRivals(tx, document)
  const living = rivals.filter((row) => (row.status !== 'error' || parent !== undefined) && !row.interrupted)
  const there = living.filter((row) => row.status !== 'pending')
  const same = there.find((row) => row.content_hash === document.contentHash) ?? there[0]
  if (same !== undefined) {
    const by = same.content_hash === document.contentHash ? 'content' : 'name'
    return { kind: 'duplicate', document: toDocument(same), by }
  }
  const [uploading] = living
  if (uploading !== undefined) return { kind: 'being_uploaded', document: toDocument(uploading) }
  const replaced = await replace(tx, enqueue, rivals)
  // what gave way makes room
  await requireQuota(tx, quota, document)
  return { kind: 'accepted', document: toDocument(await insertPending(tx, document, token)), replaced }
}

/** Locked in one order, so that two senders who meet in two rows do not wait for each other. */
async function lockRivals(tx: Tx, document: NewDocument): Promise<readonly Rival[]> {
  const found = await rivalIds(tx, document).execute()
  if (found.length === 0) return []
  // one that gives way takes with it what came with it
  await lockAttachments(tx, document.companyId)
  return tx
    .selectFrom('documents')
    .selectAll()
    .select(interrupted.as('interrupted'))
    .where('company_id', '=', document.companyId)
    .where(
      'id',
      'in',
      found.map(({ id }) => id),
    )
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/**
 * Two indexes find them, whatever else the company has: for one condition with `or` PostgreSQL reads all its rows, and as
 * part of a larger query, before it has statistics, all of them for each of them.
 */
export function rivalIds(
  db: Database | Tx,
  { companyId, contentHash, fileName }: Pick<NewDocument, 'companyId' | 'contentHash' | 'fileName'>,
) {
  const live = () =>
    db.selectFrom('documents').select('id').where('company_id', '=', companyId).where('deleted_at', 'is', null)
  return live()
    .where('content_hash', '=', contentHash)
    .unionAll(live().where('file_name', '=', fileName))
}

/** Senders of the version before have no token, and give a sign less often. */
const interrupted = sql<boolean>`
  status = 'pending' and updated_at < now() - interval '1 millisecond' * case
    when upload_token is null then ${sql.lit(jobBudget.idleMs)} else ${sql.lit(uploadBudget.leaseMs)} end
`

/** Hidden now, removed by their own jobs. */
async function replace(tx: Tx, enqueue: Enqueue, rows: readonly DocumentRow[]): Promise<readonly DocumentId[]> {
  const replaced: DocumentId[] = []
  for (const row of rows) {
    const { id: documentId, companyId } = toDocument(row)
    await tx
      .updateTable('documents')
      .set({ deleted_at: sql`now()`, run_id: null, upload_token: null, updated_at: sql`now()` })
      .where('id', '=', row.id)
      .where('company_id', '=', row.company_id)
      .execute()
    const scope = { companyId, documentId }
    await enqueue(tx, removeQueue, scope)
    await hideAttachments(tx, enqueue, scope, 0)
    replaced.push(documentId)
  }
  return replaced
}

async function insertPending(tx: Tx, document: NewDocument, token: string): Promise<DocumentRow> {
  return tx
    .insertInto('documents')
    .values({
      id: document.id,
      company_id: document.companyId,
      file_name: document.fileName,
      file_type: document.fileType,
      file_path: document.objectKey,
      metadata: document.metadata === null ? null : JSON.stringify(document.metadata),
      status: 'pending',
      chunk_count: 0,
      error_message: null,
      size_bytes: document.sizeBytes,
      content_hash: document.contentHash,
      error_code: null,
      run_id: null,
      upload_token: token,
      parent_document_id: document.parent?.mailId ?? null,
      parent_part: document.parent?.part ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

function mailGone(): AppError {
  return new AppError('conflict', 'The mail was deleted while the files that came with it were taken in.')
}
