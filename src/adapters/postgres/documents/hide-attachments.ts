import { sql } from 'kysely'
import type { DocumentScope } from '../../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { Enqueue } from '../boss.ts'
import type { Tx } from '../database.ts'
import { removeQueue } from '../job-catalog.ts'

/**
 * Held until the transaction ends by whoever hides a document of the company or lets one come with a mail, before any of its rows is
 * locked: so nothing comes with a mail that is gone, and nothing stays because of one that goes at the same time.
 */
export async function lockAttachments(tx: Tx, companyId: CompanyId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('atenex:attachments:' || ${companyId}::text, 0))`.execute(tx)
}

/** Hides what came with a document that is hidden, and with that, and enqueues the removal of each. Their ids, innermost first. */
export async function hideAttachments(
  tx: Tx,
  enqueue: Enqueue,
  { companyId, documentId }: DocumentScope,
  startAfterSeconds: number,
): Promise<readonly DocumentId[]> {
  await passOn(tx, { companyId, documentId })
  const rows = await tx
    .updateTable('documents')
    .set((eb) => ({
      deleted_at: eb.fn.coalesce('deleted_at', sql<Date>`now()`),
      run_id: null,
      upload_token: null,
      updated_at: sql`now()`,
    }))
    .where('company_id', '=', companyId)
    .where('parent_document_id', '=', documentId)
    .returning('id')
    .execute()
  const hidden: DocumentId[] = []
  for (const row of rows) {
    // written by us
    const id = row.id as DocumentId
    const scope = { companyId, documentId: id }
    await enqueue(tx, removeQueue, scope, { startAfterSeconds })
    hidden.push(...(await hideAttachments(tx, enqueue, scope, startAfterSeconds)), id)
  }
  return hidden
}

/** What another mail has as well belongs to that one from now on. */
async function passOn(tx: Tx, { companyId, documentId }: DocumentScope): Promise<void> {
  await sql`
    update documents as document set parent_document_id = other.parent_id, parent_part = other.part
    from (
      select distinct on (link.document_id) link.document_id, link.parent_id, link.part
      from document_attachments as link join documents as mail on mail.id = link.parent_id
      where link.company_id = ${companyId} and mail.company_id = ${companyId} and mail.deleted_at is null
        and link.parent_id <> ${documentId}
        and link.document_id in (
          select id from documents where company_id = ${companyId} and parent_document_id = ${documentId}
        )
      order by link.document_id, link.parent_id
    ) as other
    where document.id = other.document_id and document.company_id = ${companyId}
      and document.parent_document_id = ${documentId} and document.deleted_at is null
  `.execute(tx)
}
