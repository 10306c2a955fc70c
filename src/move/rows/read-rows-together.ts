import type { IndexedChunk } from '../../domain/chunk.ts'
import { AppError } from '../../domain/errors.ts'
import type { DocumentId } from '../../domain/ids.ts'
import type { DocumentsOfCompany } from '../../ports/moves/moving-documents.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { byIndex, readRows } from './read-rows.ts'

/**
 * All rows of each of these documents, by their index. One alone may have more rows than any store gives at once.
 * @throws AppError `vector_store_rejected` when the store gives rows of another document.
 */
export async function readRowsTogether(
  store: VectorStore,
  { companyId, documentIds }: DocumentsOfCompany,
  signal: AbortSignal,
): Promise<ReadonlyMap<DocumentId, readonly IndexedChunk[]>> {
  const [documentId] = documentIds
  if (documentId !== undefined && documentIds.length === 1)
    return new Map([[documentId, await readRows(store, { companyId, documentId }, signal)]])
  const byDocument = new Map<DocumentId, IndexedChunk[]>(documentIds.map((id) => [id, []]))
  for (const row of await store.readDocuments(companyId, documentIds, signal)) {
    const rows = byDocument.get(row.documentId)
    if (rows === undefined)
      throw new AppError('vector_store_rejected', 'The vector store answered with rows of another document.')
    rows.push(row)
  }
  return new Map([...byDocument].map(([id, rows]) => [id, rows.toSorted(byIndex)]))
}
