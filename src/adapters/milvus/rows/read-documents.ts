import type { IndexedChunk } from '../../../domain/chunk.ts'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { StoreSession } from '../collection/store-session.ts'
import type { Condition } from '../wire/filter.ts'
import { countRows, queryRows, rowFields } from './read-rows.ts'
import { pageRowsOf, scanDocument } from './scan-document.ts'
import { toChunks } from './to-chunks.ts'

/**
 * All rows of several documents of one company. Read with one query, and a count that tells whether the server has left
 * something out: each strong read waits for the server's clock, some 200 ms, however many rows it gives. What is more than a page, or
 * does not fit the count, is read document by document.
 */
export async function readDocuments(
  session: StoreSession,
  companyId: CompanyId,
  documentIds: readonly DocumentId[],
  signal: AbortSignal,
): Promise<readonly IndexedChunk[]> {
  const atOnce = await session.run('background', signal, async (on) => {
    const ofThem: Condition = { field: 'document_id', in: documentIds }
    const pageRows = pageRowsOf(session, on)
    const query = { companyId, conditions: [ofThem], fields: rowFields(on), limit: pageRows + 1, signal }
    const [columns, count] = await Promise.all([
      queryRows(session, on, query),
      countRows(session, on, [{ field: 'company_id', equals: companyId }, ofThem], signal),
    ])
    const rows = toChunks(columns)
    return rows.length === count && count <= pageRows ? rows : null
  })
  if (atOnce !== null) return atOnce
  const rows: IndexedChunk[] = []
  for (const documentId of documentIds) {
    for await (const page of scanDocument(session, { companyId, documentId }, signal)) rows.push(...page)
  }
  return rows
}
