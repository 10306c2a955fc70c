import type { DocumentScope } from '../../../domain/document.ts'
import type { Run } from '../../../ports/documents/document-runs.ts'
import type { Database, Tx } from '../database.ts'

interface StoredText {
  readonly content: string
  readonly layout: string
}

/**
 * Keeps the text of a run. That of a document which is answered meanwhile is kept beside the one that its chunks and
 * citations point into, until it takes its place.
 */
export async function keepText(
  tx: Tx,
  { documentId, companyId }: Run,
  status: string,
  text: StoredText,
): Promise<void> {
  await tx
    .insertInto(status === 'processed' ? 'document_new_texts' : 'document_texts')
    .values({ document_id: documentId, company_id: companyId, ...text })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(text))
    .execute()
}

/** The one that is kept beside, if any; otherwise the document's own. */
export async function keptTexts(db: Database, { companyId, documentId }: DocumentScope) {
  const from = (table: 'document_new_texts' | 'document_texts') =>
    db
      .selectFrom(table)
      .select(['content', 'layout'])
      .where('company_id', '=', companyId)
      .where('document_id', '=', documentId)
      .executeTakeFirst()
  const own = await from('document_texts')
  const fresh = await from('document_new_texts')
  return [fresh, own].filter((text) => text !== undefined)
}

/** What was kept beside is the document's text from now on. */
export async function takeNewText(tx: Tx, { companyId, documentId }: DocumentScope): Promise<void> {
  const row = await tx
    .deleteFrom('document_new_texts')
    .where('company_id', '=', companyId)
    .where('document_id', '=', documentId)
    .returning((eb) => ['content', eb.cast<string>('layout', 'text').as('layout')])
    .executeTakeFirst()
  if (row === undefined) return
  await tx
    .insertInto('document_texts')
    .values({ document_id: documentId, company_id: companyId, ...row })
    .onConflict((conflict) => conflict.column('document_id').doUpdateSet(row))
    .execute()
}
