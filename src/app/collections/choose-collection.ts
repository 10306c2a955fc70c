import { setTimeout as wait } from 'node:timers/promises'
import type { BuiltInEmbedder, VectorStoreConfig } from '../../config/schema.ts'
import { AppError, toAppError } from '../../domain/errors.ts'
import type { EmbedderFingerprint } from '../../domain/fingerprint.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Log } from '../../ports/log.ts'
import { openMilvusStore, type StoreDeps } from '../parts/milvus-store.ts'

/** The original's collection and the model that filled it. */
const originalCollection = 'document_chunks_minilm'
const originalModel: BuiltInEmbedder = 'all-MiniLM-L6-v2'

/** Which collection to use, as far as it is known before the embedder is open. */
export interface ChosenCollection {
  /** Null: a new one, named after the embedder. */
  readonly name: string | null
  /** The model that filled it, when that is known without a row in PostgreSQL. */
  readonly model: BuiltInEmbedder | null
}

/** What to do while the server cannot be asked. */
export type WhenAway = 'wait' | 'go on' | 'fail'

const patience = { tryMs: 5_000, pauseMs: 5_000 } as const
/** Only a bound for a command, which asks once: the store's own limits end it before, and soon when nobody listens. */
const onlyTryMs = 120_000

/**
 * The active collection, else the configured one, else the original's when the server has it, else a new one.
 * @param whenAway a worker waits; an API goes on, and starts again when the worker chose otherwise; a command fails.
 */
export async function chooseCollection(
  store: VectorStoreConfig,
  active: CollectionRow | null,
  whenAway: WhenAway,
  deps: StoreDeps,
): Promise<ChosenCollection> {
  const { log } = deps
  if (active !== null) return { name: active.name, model: null }
  if (store.kind === 'embedded') return { name: null, model: null }
  if (store.collection === originalCollection) return { name: originalCollection, model: originalModel }
  if (store.collection !== null) return { name: store.collection, model: null }
  const original = await openMilvusStore(store, originalCollection, deps)
  const tryMs = whenAway === 'fail' ? onlyTryMs : patience.tryMs
  try {
    for (;;) {
      const found = await look(() => original.describe(AbortSignal.timeout(tryMs)), whenAway, log)
      if (found === 'later') {
        await wait(patience.pauseMs)
        continue
      }
      if (!found) return { name: null, model: null }
      log.info({ collection: originalCollection, model: originalModel }, 'found the collection of the original Atenex')
      return { name: originalCollection, model: originalModel }
    }
  } finally {
    await original.close()
  }
}

async function look(describe: () => Promise<unknown>, whenAway: WhenAway, log: Log): Promise<boolean | 'later'> {
  try {
    return (await describe()) !== null
  } catch (error) {
    const failure = toAppError(error)
    if (!failure.retryable || whenAway === 'fail') throw failure
    log.warn({ code: failure.code }, `could not ask the vector store for its collections: ${failure.message}`)
    return whenAway === 'wait' ? 'later' : false
  }
}

/** Letters, digits and `_` only: valid in every store. */
export function collectionName(fingerprint: EmbedderFingerprint): string {
  return `atenex_${fingerprint.model.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`.slice(0, 200)
}

/**
 * Documents do not move by changing a setting. Between Milvus and Zilliz Cloud the setting may change, because people move
 * collections with other tools too: the worker then checks that the collection is there.
 * @throws AppError `configuration` when the documents are in the embedded store and another is configured, or the reverse.
 */
export function requireSameStore(store: VectorStoreConfig, active: CollectionRow | null): void {
  if (active === null || active.store === store.kind) return
  if (active.store !== 'embedded' && store.kind !== 'embedded') return
  throw new AppError(
    'configuration',
    `The documents are in the ${active.store} store (collection "${active.name}"), but ATENEX_VECTOR_STORE means ` +
      `${store.kind}. Set it back; documents are not moved by changing this setting.`,
  )
}
