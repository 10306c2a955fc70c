import type { IndexedChunk } from '../../../domain/chunk.ts'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { StoreSession } from '../collection/store-session.ts'
import type { Condition } from '../wire/filter.ts'
import { readFirstPage, scanDocument } from './scan-document.ts'

/**
 * All rows of several documents of one company. Read with one query where that gives all of them; what is more than
 * a page, or does not fit the count, is read document by document.
 */
export async function readDocuments(
  session: StoreSession,
  companyId: CompanyId,
  documentIds: readonly DocumentId[],
  signal: AbortSignal,
): Promise<readonly IndexedChunk[]> {
  const of: Condition = { field: 'document_id', in: documentIds }
  const first = await session.run('background', signal, (on) => readFirstPage(session, on, { companyId, of }, signal))
  if (first.whole) return first.rows
  const rows: IndexedChunk[] = []
  for (const documentId of documentIds) {
    for await (const page of scanDocument(session, { companyId, documentId }, signal)) rows.push(...page)
  }
  return rows
}
