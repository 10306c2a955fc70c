import type { CollectionRow } from '../../ports/collection-store.ts'
import { AppError } from '../../domain/errors.ts'
import type { Parts } from '../parts/parts.ts'

/**
 * Creates or checks the collection and makes it the active one. Idempotent and safe when several processes do it at once.
 * @throws AppError retryable when the vector store is away or refuses the key; others for what cannot pass, such as a
 * collection that does not fit.
 */
export async function activateCollection(parts: Parts, signal: AbortSignal): Promise<CollectionRow> {
  const { vectors, embedder, collections, collection } = parts
  const { fingerprint } = embedder
  const { kind } = await vectors.info(signal)
  await requireMovedCollection(parts, kind, signal)
  await vectors.ensure({ name: collection, dimension: fingerprint.dimension, fingerprint }, signal)
  const row = await collections.activateFirst({ store: kind, name: collection, fingerprint })
  if (row.name === collection) return row
  throw new AppError('conflict', 'Another worker chose another collection first; starting again finds it.')
}

/** The setting names another server than the one that was filled: creating an empty collection there would lose every answer. */
async function requireMovedCollection(parts: Parts, kind: string, signal: AbortSignal): Promise<void> {
  const { active, vectors, collection, log } = parts
  if (active === null || active.store === kind) return
  if ((await vectors.describe(signal)) === null) {
    throw new AppError(
      'configuration',
      `The documents are in the ${active.store} store, and the configured ${kind} store has no collection "${collection}". ` +
        'Set the address back, or copy the collection first.',
    )
  }
  log.warn({ from: active.store, to: kind, collection }, 'uses a collection that was filled on another kind of server')
}
