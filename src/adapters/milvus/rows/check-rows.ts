import type { IndexedChunk } from '../../../domain/chunk.ts'
import type { DocumentScope } from '../../../domain/document.ts'
import { AppError } from '../../../domain/errors.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import { fitRow } from './row-limits.ts'

export interface CheckedRows {
  readonly rows: readonly IndexedChunk[]
  readonly ids: ReadonlySet<string>
}

/** Rows as the collection takes them. @throws AppError `vector_store_rejected` when one does not belong there. */
export function checkRows(scope: DocumentScope, chunks: readonly IndexedChunk[], on: OpenCollection): CheckedRows {
  const rows: IndexedChunk[] = []
  const ids = new Set<string>()
  for (const chunk of chunks) {
    if (chunk.companyId !== scope.companyId || chunk.documentId !== scope.documentId) {
      throw new AppError('vector_store_rejected', 'A chunk does not belong to the document it was to be written to.')
    }
    if (chunk.embedding.length !== on.dimension) {
      const found = `an embedding of ${chunk.embedding.length} floats, the collection ${on.name} takes ${on.dimension}`
      throw new AppError('vector_store_rejected', `A chunk has ${found}.`)
    }
    if (ids.has(chunk.id)) throw new AppError('vector_store_rejected', 'Two chunks of a document have the same id.')
    ids.add(chunk.id)
    rows.push(fitRow(chunk))
  }
  return { rows, ids }
}
