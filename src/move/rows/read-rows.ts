import type { IndexedChunk } from '../../domain/chunk.ts'
import type { DocumentScope } from '../../domain/document.ts'
import type { VectorStore } from '../../ports/vector-store.ts'

/** All rows of one document by their index: every store gives them in an order of its own. */
export async function readRows(
  store: VectorStore,
  scope: DocumentScope,
  signal: AbortSignal,
): Promise<readonly IndexedChunk[]> {
  const rows: IndexedChunk[] = []
  for await (const batch of store.scan(scope, signal)) for (const row of batch) rows.push(row)
  return rows.toSorted(byIndex)
}

/** In the order of the text. */
export const byIndex = (a: IndexedChunk, b: IndexedChunk): number => indexOf(a) - indexOf(b)

const indexOf = ({ id }: IndexedChunk) => Number(id.slice(id.lastIndexOf('_') + 1))
