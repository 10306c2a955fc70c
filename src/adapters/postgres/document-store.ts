import type { DocumentStore } from '../../ports/document-store.ts'
import type { Enqueue } from './boss.ts'
import { guarded, type Database } from './database.ts'
import { documentRemoval } from './document-removal.ts'
import { documentRevival } from './document-revival.ts'
import { toDocument } from './document-rows.ts'
import { documentRuns } from './document-runs.ts'
import { documentTexts } from './document-texts.ts'
import { documentUploads } from './document-uploads.ts'

export function createDocumentStore(db: Database, enqueue: Enqueue): DocumentStore {
  return {
    find: (companyId, documentId) =>
      guarded(async () => {
        const row = await db
          .selectFrom('documents')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('id', '=', documentId)
          .where('deleted_at', 'is', null)
          .executeTakeFirst()
        return row === undefined ? null : toDocument(row)
      }),

    findWithDeleted: (companyId, documentId) =>
      guarded(async () => {
        const row = await db
          .selectFrom('documents')
          .selectAll()
          .where('company_id', '=', companyId)
          .where('id', '=', documentId)
          .executeTakeFirst()
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

    ...documentUploads(db, enqueue),
    ...documentRuns(db),
    ...documentTexts(db),
    ...documentRemoval(db, enqueue),
    ...documentRevival(db, enqueue),
  }
}
