import { sql } from 'kysely'
import type { DocumentScope } from '../../../domain/document.ts'
import type { DocumentId } from '../../../domain/ids.ts'
import type { DocumentAttachments, MailPart } from '../../../ports/documents/document-attachments.ts'
import { guarded, type Database, type Tx } from '../database.ts'
import { lockAttachments } from './hide-attachments.ts'
import { anyDocument, liveDocument } from './select-document.ts'

/** No mail is so deep in others; and a circle, which nothing makes, ends. */
const deepest = 20

/** Which files of a mail became documents. */
export function documentAttachments(db: Database): DocumentAttachments {
  return {
    takenParts: ({ companyId, documentId }) =>
      guarded(async () => {
        const rows = await db
          .selectFrom('document_attachments as link')
          .leftJoin('documents as document', (join) =>
            join
              .onRef('document.id', '=', 'link.document_id')
              .onRef('document.company_id', '=', 'link.company_id')
              .on('document.deleted_at', 'is', null),
          )
          .select(['link.part', 'link.document_id', 'document.id', 'document.parent_document_id'])
          .where('link.company_id', '=', companyId)
          .where('link.parent_id', '=', documentId)
          .execute()
        return rows.map((row) => ({
          part: row.part,
          // written by us
          documentId: row.document_id as DocumentId,
          isElsewhere: row.id !== null && row.parent_document_id !== documentId,
        }))
      }),

    generation: ({ companyId, documentId }) =>
      guarded(async () => {
        const { rows } = await sql<{ generation: number }>`
          with recursive up as (
            select parent_document_id, 0 as generation from documents
            where company_id = ${companyId} and id = ${documentId}
            union all
            select mail.parent_document_id, up.generation + 1
            from up join documents as mail on mail.id = up.parent_document_id and mail.company_id = ${companyId}
            where up.generation < ${deepest}
          )
          select coalesce(max(generation), 0) as generation from up
        `.execute(db)
        return rows[0]?.generation ?? 0
      }),

    linkPart: (document, from) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          await lockAttachments(tx, document.companyId)
          const there = await liveDocument(tx, document).select('id').executeTakeFirst()
          const mail = { companyId: document.companyId, documentId: from.mailId }
          if (there === undefined || (await liveDocument(tx, mail).select('id').executeTakeFirst()) === undefined)
            return
          await note(tx, document, from)
        }),
      ),
  }
}

/** In the transaction that makes an upload a document: its part of a mail is taken in from now on. */
export async function notePart(tx: Tx, document: DocumentScope): Promise<void> {
  const row = await anyDocument(tx, document).select(['parent_document_id', 'parent_part']).executeTakeFirst()
  const { parent_document_id: mailId = null, parent_part: part = null } = row ?? {}
  // written by us
  if (mailId !== null && part !== null) await note(tx, document, { mailId: mailId as DocumentId, part })
}

async function note(tx: Tx, { companyId, documentId }: DocumentScope, { mailId, part }: MailPart): Promise<void> {
  await tx
    .insertInto('document_attachments')
    .values({ parent_id: mailId, company_id: companyId, part, document_id: documentId })
    .onConflict((conflict) => conflict.columns(['parent_id', 'part']).doUpdateSet({ document_id: documentId }))
    .execute()
}
