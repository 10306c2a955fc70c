import type { DocumentScope } from '../../../domain/document.ts'
import type { Run } from '../../../ports/documents/document-runs.ts'
import type { Database, Tx } from '../database.ts'

/** The row of one document of one company, also when it is marked deleted. */
export function anyDocument(db: Database | Tx, { companyId, documentId }: DocumentScope) {
  return db.selectFrom('documents').where('company_id', '=', companyId).where('id', '=', documentId)
}

/** The row of one document of one company, unless it is marked deleted. */
export function liveDocument(db: Database | Tx, scope: DocumentScope) {
  return anyDocument(db, scope).where('deleted_at', 'is', null)
}

/** The row of the document that this run works at: none when another run took its place or it was deleted. */
export function ownedDocument(db: Database | Tx, run: Run) {
  return liveDocument(db, run).where('run_id', '=', run.runId)
}
