import type { Config, VectorStoreConfig } from '../../config/schema.ts'
import { AppError } from '../../domain/errors.ts'
import { unlessAborted } from '../../flow/timeout.ts'
import { traced } from '../../observability/traced.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Tracer } from '../../ports/tracer.ts'
import type { StoreDeps } from '../connect/milvus-store.ts'
import { storeAddress } from '../connect/store-address.ts'
import { openVectorStore } from '../connect/vector-store.ts'
import type { Embedders } from './embedders.ts'
import { createOpenCollection, type OpenCollection } from './open-collection.ts'

export interface OpenRowDeps {
  readonly config: Config
  readonly embedders: Embedders
  readonly storeDeps: StoreDeps
  readonly tracer: Tracer
}

const tracedCalls = ['replace', 'remove', 'searchDense', 'searchSparse', 'count'] as const

/**
 * Opens what a row names, with the credentials of each side this process has a role for. Remote stores connect with their
 * first call, so this succeeds while they are away.
 * @throws AppError `configuration` or `embedder_mismatch` when the settings mean another store or embedder.
 */
export async function openRow(deps: OpenRowDeps, row: CollectionRow, signal: AbortSignal): Promise<OpenCollection> {
  const { config, embedders, storeDeps, tracer } = deps
  const sides = storesOfRow(config, row)
  await using opened = new AsyncDisposableStack()
  const borrowed = await unlessAborted(embedders.borrow(row), signal)
  opened.defer(() => borrowed.giveBack())
  const openSide = async (side: VectorStoreConfig) =>
    traced(tracer, await openVectorStore(config, side, row.name, storeDeps), 'vectors', tracedCalls)
  const ingest = await openSide(sides.ingest)
  opened.defer(() => ingest.close())
  const query = sides.query === sides.ingest ? ingest : await openSide(sides.query)
  opened.move()
  return createOpenCollection({ row, borrowed, stores: { ingest, query }, log: storeDeps.log })
}

/**
 * The settings that lead to a row's server: those of the installation, or those of the target of a move. A row without an
 * address is from before the first move.
 * @throws AppError `configuration` when no settings lead there.
 */
export function storesOfRow(
  config: Config,
  row: Pick<CollectionRow, 'store' | 'name' | 'address'>,
): Readonly<Record<'ingest' | 'query', VectorStoreConfig>> {
  const sides = storesOfSides(config)
  const { target } = config
  const { address } = row
  if (address === null) {
    requireSameStore(sides.ingest, row)
    requireSameStore(sides.query, row)
    return sides
  }
  if (storeAddress(sides.ingest) === address) return sides
  if (target !== null && storeAddress(target) === address) return { ingest: target, query: target }
  throw new AppError(
    'configuration',
    `The documents are in the collection "${row.name}" at ${address}, and no setting leads there: name it in ` +
      'ATENEX_TARGET_MILVUS_URI and its credentials (or ATENEX_TARGET_STORE=embedded), or set the address of the vector store back.',
  )
}

/** A side this process has no role for was not checked and uses what the other one does; the embedded store is one for both. */
export function storesOfSides({ roles, vectorStore }: Config): Readonly<Record<'ingest' | 'query', VectorStoreConfig>> {
  const has = (side: string) => roles.some((role) => role.startsWith(side))
  const ingest = has('ingest') || !has('query') ? vectorStore.ingest : vectorStore.query
  const query = has('query') && vectorStore.query.kind !== 'embedded' ? vectorStore.query : ingest
  return { ingest, query }
}

/**
 * Documents do not move by changing a setting. Between Milvus and Zilliz Cloud the setting may change, because people move
 * collections with other tools too: the worker then checks that the collection is there.
 */
function requireSameStore(store: VectorStoreConfig, row: Pick<CollectionRow, 'store' | 'name'>): void {
  if (row.store === store.kind) return
  if (row.store !== 'embedded' && store.kind !== 'embedded') return
  throw new AppError(
    'configuration',
    `The documents are in the ${row.store} store (collection "${row.name}"), but ATENEX_VECTOR_STORE means ` +
      `${store.kind}. Set it back; documents are not moved by changing this setting.`,
  )
}
