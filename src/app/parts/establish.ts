import { openEmbedder } from '../connect/embedder.ts'
import type { Parts } from './parts.ts'
import { observedEmbedder } from './observed-embedder.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import { AppError } from '../../domain/errors.ts'
import { chooseFirstCollection, prepareCollection } from '../collections/first-collection.ts'

/**
 * What a writer needs before it takes work: an active collection that exists, fits and can be written to. Chooses the first one
 * of a new installation. Idempotent and safe beside other processes.
 * @throws AppError retryable while the vector store is away or refuses the key; other errors need a person.
 */
export async function establishCollection(parts: Parts, signal: AbortSignal): Promise<CollectionRow> {
  const { config, collectionStore, current, embedders, storeDeps, log } = parts
  if ((await collectionStore.active()) === null) {
    const first = await chooseFirstCollection(
      {
        config,
        collectionStore,
        embedders,
        openEmbedder: async (adopted) =>
          observedEmbedder(parts, await openEmbedder({ config, use: 'documents', log }, null, adopted)),
        storeDeps,
      },
      signal,
    )
    // its embedder is given back only after the collection has been opened with it
    await current.refresh().finally(first.release)
  }
  await current.refresh()
  const open = current.peek()
  if (open === null) throw new AppError('internal', 'The active collection was chosen but is not open.')
  await open.use('ingest', (active) => prepareCollection(active, storeDeps, signal))
  return open.row
}
