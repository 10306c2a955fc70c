import { sql } from 'kysely'
import type { DocumentUploads, Upload } from '../../../ports/documents/document-uploads.ts'
import { guarded, isUniqueViolation, type Database, type Tx } from '../database.ts'
import { processQueue } from '../job-catalog.ts'
import { acceptOnce, type AcceptTools } from './accept-document.ts'
import { notePart } from './document-attachments.ts'

/** Two senders of the same bytes meet in the unique indexes; whoever loses looks again and finds the winner's row. */
const acceptAttempts = 5

/** From the request to a stored document with its job. */
export function documentUploads(db: Database, tools: AcceptTools): DocumentUploads {
  const { enqueue, announce } = tools
  return {
    accept: (document, token) =>
      guarded(async () => {
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await db.transaction().execute((tx) => acceptOnce(tx, tools, document, token))
          } catch (error) {
            if (!isUniqueViolation(error) || attempt === acceptAttempts) throw error
          }
        }
      }),

    touchUpload: (upload) =>
      guarded(async () => {
        const result = await owned(db, upload)
          .set({ updated_at: sql`now()` })
          .executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),

    confirmUpload: (upload) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          const result = await owned(tx, upload)
            .set({ status: 'uploaded', upload_token: null, updated_at: sql`now()` })
            .executeTakeFirst()
          if (result.numUpdatedRows === 0n) return false
          const { companyId, documentId } = upload
          await notePart(tx, upload)
          await enqueue(tx, processQueue, { companyId, documentId })
          await announce(tx, { type: 'document.uploaded', companyId, documentId })
          return true
        }),
      ),

    failUpload: (upload, { code, message }) =>
      guarded(async () => {
        const result = await owned(db, upload)
          .set({
            status: 'error',
            error_code: code,
            error_message: message,
            upload_token: null,
            updated_at: sql`now()`,
          })
          .executeTakeFirst()
        return result.numUpdatedRows > 0n
      }),

    abandonUpload: (upload) =>
      guarded(async () => {
        const result = await db
          .deleteFrom('documents')
          .where('company_id', '=', upload.companyId)
          .where('id', '=', upload.documentId)
          .where('status', '=', 'pending')
          .where('upload_token', '=', upload.token)
          .where('deleted_at', 'is', null)
          .executeTakeFirst()
        return result.numDeletedRows > 0n
      }),
  }
}

function owned(db: Database | Tx, { companyId, documentId, token }: Upload) {
  return db
    .updateTable('documents')
    .where('company_id', '=', companyId)
    .where('id', '=', documentId)
    .where('status', '=', 'pending')
    .where('upload_token', '=', token)
    .where('deleted_at', 'is', null)
}
