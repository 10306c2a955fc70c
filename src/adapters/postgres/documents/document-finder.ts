import type { DocumentFinder } from '../../../ports/documents/document-finder.ts'
import { guarded, type Database } from '../database.ts'
import { toDocument } from './document-rows.ts'
import { anyDocument, liveDocument } from './select-document.ts'

export function documentFinder(db: Database): DocumentFinder {
  return {
    find: (companyId, documentId) =>
      guarded(async () => {
        const row = await liveDocument(db, { companyId, documentId }).selectAll().executeTakeFirst()
        return row === undefined ? null : toDocument(row)
      }),

    findWithDeleted: (companyId, documentId) =>
      guarded(async () => {
        const row = await anyDocument(db, { companyId, documentId }).selectAll().executeTakeFirst()
        return row === undefined ? null : toDocument(row)
      }),

    list: (companyId, limit, offset) =>
      guarded(async () => {
        const rows = await db
          .selectFrom('documents')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('deleted_at', 'is', null)
          .orderBy('updated_at', 'desc')
          .orderBy('id')
          .limit(limit)
          .offset(offset)
          .execute()
        return rows.map(toDocument)
      }),
  }
}
