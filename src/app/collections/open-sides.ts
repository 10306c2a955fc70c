import type { Config } from '../../config/schema.ts'
import { searchedText, type IndexedChunk } from '../../domain/chunk.ts'
import { AppError } from '../../domain/errors.ts'
import { copiedRows } from '../../move/rows/copied-rows.ts'
import { rebuiltRows } from '../../move/rows/rebuilt-rows.ts'
import type { Sides } from '../../move/rows/sides.ts'
import type { OpenSides } from '../../move/work-at-move.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Embedder } from '../../ports/models.ts'
import type { StoredMove } from '../../ports/moves/move-store.ts'
import type { MovingDocuments } from '../../ports/moves/moving-documents.ts'
import type { StoredChunks } from '../../ports/moves/stored-chunks.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import type { StoreDeps } from '../connect/milvus-store.ts'
import { openCollectionSurvey } from '../connect/collection-survey.ts'
import { openVectorStore } from '../connect/vector-store.ts'
import type { Embedders } from './embedders.ts'
import { lookAtSides, type SeenSides } from './look-at-sides.ts'
import { storesOfRow } from './open-row.ts'

export interface OpenSidesDeps {
  readonly config: Config
  readonly storeDeps: StoreDeps
  readonly analyser: Analyser
  readonly embedders: Embedders
  readonly movingDocuments: MovingDocuments
  readonly storedChunks: StoredChunks
}

/**
 * Both collections of a move, open for whoever works at it, with the credentials that may write, and where the rows come from.
 * The new collection is created when it is not there and the copy is not done yet. One of the two may be away.
 * @throws AppError `configuration`, `embedder_mismatch`, `collection_mismatch`, `vector_store_unavailable` (retryable).
 */
export async function openSides(
  deps: OpenSidesDeps,
  move: Pick<StoredMove, 'from' | 'to' | 'rebuild' | 'state'>,
  signal: AbortSignal,
): Promise<OpenSides> {
  const { config, storeDeps } = deps
  await using opened = new AsyncDisposableStack()
  const open = async (row: CollectionRow): Promise<VectorStore> => {
    const store = await openVectorStore(config, storesOfRow(config, row).ingest, row.name, storeDeps)
    opened.defer(() => store.close())
    return store
  }
  const borrow = async (row: CollectionRow): Promise<Embedder> => {
    const borrowed = await deps.embedders.borrow(row)
    opened.defer(() => borrowed.giveBack())
    return borrowed.embedder
  }
  const sides = { from: await open(move.from), to: await open(move.to) }
  const make = ({ name, fingerprint }: CollectionRow) => ({ name, dimension: fingerprint.dimension, fingerprint })
  const states = await lookAtSides({
    // what was lost is made again, so that changes can be carried to it
    from: () => (move.rebuild ? sides.from.ensure(make(move.from), signal) : sides.from.describe(signal)),
    to: async () => {
      // one that was filled and is gone would come back empty, and be believed
      if (move.state !== 'copying' && (await sides.to.describe(signal)) === null) throw gone(move)
      return sides.to.ensure(make(move.to), signal)
    },
  })
  const rows = move.rebuild
    ? rebuiltRows({
        stored: deps.storedChunks,
        sides,
        embedders: { from: await borrow(move.from), to: await borrow(move.to) },
        analyser: deps.analyser,
      })
    : copied(deps, { sides, states, dimension: move.from.fingerprint.dimension })
  const { ingest } = storesOfRow(config, move.to)
  const survey = await openCollectionSurvey(config, ingest, move.to.name, storeDeps)
  opened.defer(() => survey.close())
  const all = opened.move()
  return { sides, rows, survey, close: () => all.disposeAsync() }
}

function gone({ to: { name, address, store }, state }: Pick<StoredMove, 'to' | 'state'>): AppError {
  const place = `The new collection "${name}" at ${address ?? store} was copied and is not there any more.`
  const remedy =
    state === 'cut_over'
      ? 'Let the old one answer again: `atenex migrate rollback --force`.'
      : 'Give the move up and start anew: `atenex migrate abandon`, `atenex migrate start`.'
  return new AppError('conflict', `${place} ${remedy}`)
}

/** Rows from a collection without analysed terms get them on the way to one that has them. */
function copied(
  { movingDocuments: documents, analyser }: OpenSidesDeps,
  { sides, states, dimension }: { readonly sides: Sides; readonly states: SeenSides; readonly dimension: number },
) {
  const withTerms = (row: IndexedChunk): IndexedChunk =>
    row.terms === '' ? { ...row, terms: analyser.analyseText(searchedText(asChunk(row), named(row))).join(' ') } : row
  return copiedRows({
    documents,
    sides,
    dimension,
    complete: (rows, side) => (states[side]()?.sparse === true ? rows.map(withTerms) : rows),
  })
}

/** What a row tells of its chunk: a collection without terms has neither headings nor the document's own title. */
const asChunk = ({ content }: IndexedChunk) => ({ headingPath: [], text: content, start: 0, tables: [] })
const named = ({ fileName }: IndexedChunk) => ({ fileName, title: null })
