import type { Config } from '../../config/schema.ts'
import { searchedText, type IndexedChunk } from '../../domain/chunk.ts'
import type { OpenSides } from '../../move/run-moves.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { StoredMove } from '../../ports/moves/move-store.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import type { StoreDeps } from '../connect/milvus-store.ts'
import { openVectorStore } from '../connect/vector-store.ts'
import { storesOfRow } from './open-row.ts'

export interface OpenSidesDeps {
  readonly config: Config
  readonly storeDeps: StoreDeps
  readonly analyser: Analyser
}

/**
 * Both collections of a move, open for whoever works at it, with the credentials that may write. The new one is created when
 * it is not there. Rows from a collection without analysed terms get them on the way to one that has them.
 * @throws AppError `configuration`, `collection_mismatch`, `vector_store_unavailable` (retryable).
 */
export async function openSides(
  { config, storeDeps, analyser }: OpenSidesDeps,
  move: Pick<StoredMove, 'from' | 'to'>,
  signal: AbortSignal,
): Promise<OpenSides> {
  await using opened = new AsyncDisposableStack()
  const open = async (row: CollectionRow): Promise<VectorStore> => {
    const store = await openVectorStore(config, storesOfRow(config, row).ingest, row.name, storeDeps)
    opened.defer(() => store.close())
    return store
  }
  const [from, to] = [await open(move.from), await open(move.to)]
  const { name, fingerprint } = move.to
  const states = {
    from: await from.describe(signal),
    to: await to.ensure({ name, dimension: fingerprint.dimension, fingerprint }, signal),
  }
  const all = opened.move()
  const withTerms = (row: IndexedChunk): IndexedChunk =>
    row.terms === '' ? { ...row, terms: analyser.analyseText(searchedText(asChunk(row), named(row))).join(' ') } : row
  return {
    sides: { from, to },
    complete: (rows, side) => (states[side]?.sparse === true ? rows.map(withTerms) : rows),
    close: () => all.disposeAsync(),
  }
}

/** What a row tells of its chunk: a collection without terms has neither headings nor the document's own title. */
const asChunk = ({ content }: IndexedChunk) => ({ headingPath: [], text: content, start: 0, tables: [] })
const named = ({ fileName }: IndexedChunk) => ({ fileName, title: null })
