import type { Database } from '../../src/adapters/postgres/database.ts'
import type { ActiveCollection, ActiveCollections } from '../../src/ports/active-collection.ts'
import type { Embedder } from '../../src/ports/models.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'

interface Given {
  /** As much of it as the code under test uses. */
  readonly vectors: Partial<VectorStore>
  readonly embedder?: Partial<Embedder> & Pick<Embedder, 'fingerprint'>
}

/** The one collection of tests, as PostgreSQL has it after `activateTestCollection`. */
export const testCollectionId = '00000000-0000-4000-8000-00000000c011'

const noEmbedder = {
  fingerprint: { model: 'none', revision: '1', dimension: 1, prefixRule: 'none', normalised: true, chunking: '1' },
}

/** One collection that is active for every company and never changes. */
export function oneCollection({ vectors, embedder = noEmbedder }: Given): ActiveCollections {
  const row = {
    id: testCollectionId,
    store: 'embedded',
    address: null,
    name: 'test',
    fingerprint: embedder.fingerprint,
  } as const
  // the code under test calls no more than the test gave
  const active = { row, vectors, embedder } as ActiveCollection
  return { use: (_companyId, work) => work(active) }
}

/** Makes it the active collection of a test's database, so that documents can be committed. */
export async function activateTestCollection(
  db: Database,
  embedder: Pick<Embedder, 'fingerprint'> = noEmbedder,
): Promise<void> {
  const fingerprint = JSON.stringify(embedder.fingerprint)
  await db
    .insertInto('collections')
    .values({ id: testCollectionId, store: 'embedded', name: 'test', fingerprint, active: true })
    .execute()
}
