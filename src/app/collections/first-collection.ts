import { builtInEmbedders, type BuiltInEmbedder, type Config, type VectorStoreConfig } from '../../config/schema.ts'
import { AppError } from '../../domain/errors.ts'
import type { EmbedderFingerprint } from '../../domain/fingerprint.ts'
import { unlessAborted } from '../../flow/timeout.ts'
import type { CollectionRow, CollectionStore } from '../../ports/collection-store.ts'
import type { Embedder } from '../../ports/models.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import { openMilvusStore, type StoreDeps } from '../connect/milvus-store.ts'
import { openVectorStore } from '../connect/vector-store.ts'
import type { Embedders } from './embedders.ts'
import { storesOfSides } from './open-row.ts'

/** The original's collection and the model that filled it. */
const originalCollection = 'document_chunks_minilm'
const originalModel: BuiltInEmbedder = 'all-MiniLM-L6-v2'

export interface FirstCollectionDeps {
  readonly config: Config
  readonly collectionStore: CollectionStore
  readonly embedders: Embedders
  /** Opens the configured embedder; `adopted` names the model of an existing collection that is not in PostgreSQL yet. */
  readonly openEmbedder: (adopted: BuiltInEmbedder | null) => Promise<Embedder>
  readonly storeDeps: StoreDeps
}

/**
 * Creates the collection of a new installation, or adopts the original's, and makes it active. Idempotent and safe when several
 * processes do it at once: the first one wins. Use the result before `release`, which closes what was opened for it.
 * @throws AppError retryable when the vector store is away or refuses the key; other errors need a person, such as a collection
 *   that does not fit.
 */
export async function chooseFirstCollection(
  deps: FirstCollectionDeps,
  signal: AbortSignal,
): Promise<{ readonly row: CollectionRow; readonly release: () => Promise<void> }> {
  const { config, collectionStore, embedders, storeDeps } = deps
  const store = storesOfSides(config).ingest
  const chosen = await chooseName(store, storeDeps, signal)
  const borrowed = embedders.adopt(await unlessAborted(deps.openEmbedder(chosen.model), signal))
  try {
    const { fingerprint } = borrowed.embedder
    const name = chosen.name ?? collectionName(fingerprint)
    storeDeps.log.info({ collection: name, model: fingerprint.model }, 'makes or adopts the first collection')
    const vectors = await openVectorStore(config, store, name, storeDeps)
    try {
      const { kind } = await vectors.info(signal)
      await vectors.ensure({ name, dimension: fingerprint.dimension, fingerprint }, signal)
      const row = await collectionStore.activateFirst({ store: kind, name, fingerprint })
      return { row, release: () => borrowed.giveBack() }
    } finally {
      await vectors.close()
    }
  } catch (error) {
    await borrowed.giveBack()
    throw error
  }
}

/**
 * The configured name, else the original's if the server has it, else a new one (null), named after the embedder. An existing
 * collection keeps the model that filled it: the one its fingerprint names, or the original's if it has none. Its dimension
 * alone would not tell, since several models have 384.
 */
async function chooseName(
  store: VectorStoreConfig,
  storeDeps: StoreDeps,
  signal: AbortSignal,
): Promise<{ readonly name: string | null; readonly model: BuiltInEmbedder | null }> {
  if (store.kind === 'embedded') return { name: null, model: null }
  const wanted = store.collection ?? originalCollection
  const vectors = await openMilvusStore(store, wanted, storeDeps)
  try {
    // asked also when it was named: a model is not loaded before the store answers
    const found = await vectors.describe(signal)
    if (found !== null) {
      storeDeps.log.info({ collection: wanted }, 'found a collection that is there already')
      const known = builtInEmbedders.find((name) => name === found.fingerprint?.model)
      return { name: wanted, model: known ?? originalModel }
    }
    if (store.collection === null) return { name: null, model: null }
    return { name: wanted, model: wanted === originalCollection ? originalModel : null }
  } finally {
    await vectors.close()
  }
}

/** Letters, digits and `_` only: valid in every store. */
export function collectionName(fingerprint: EmbedderFingerprint): string {
  return `atenex_${fingerprint.model.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`.slice(0, 200)
}

/**
 * What a writer does with the active collection before it takes work: sees that it is there, fits, is loaded and has its
 * indexes.
 * @throws AppError as `chooseFirstCollection`.
 */
export async function prepareCollection(
  { row, vectors }: { readonly row: CollectionRow; readonly vectors: VectorStore },
  storeDeps: StoreDeps,
  signal: AbortSignal,
): Promise<void> {
  const { kind } = await vectors.info(signal)
  if (row.store !== kind) {
    if ((await vectors.describe(signal)) === null) {
      // the setting names another server than the one that was filled: an empty collection there would lose every answer
      throw new AppError(
        'configuration',
        `The documents are in the ${row.store} store, and the configured ${kind} store has no collection "${row.name}". ` +
          'Set the address back, or copy the collection first.',
      )
    }
    storeDeps.log.warn(
      { from: row.store, to: kind, collection: row.name },
      'uses a collection filled on another server',
    )
  }
  const { name, fingerprint } = row
  await vectors.ensure({ name, dimension: fingerprint.dimension, fingerprint }, signal)
}
