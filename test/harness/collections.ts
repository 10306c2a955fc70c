import type { ActiveCollection, ActiveCollections } from '../../src/ports/active-collection.ts'
import type { Embedder } from '../../src/ports/models.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'

interface Given {
  /** As much of it as the code under test uses. */
  readonly vectors: Partial<VectorStore>
  readonly embedder?: Partial<Embedder> & Pick<Embedder, 'fingerprint'>
  readonly terms?: boolean
}

const noEmbedder = {
  fingerprint: { model: 'none', revision: '1', dimension: 1, prefixRule: 'none', normalised: true, chunking: '1' },
}

/** One collection that is active for every company and never changes. */
export function oneCollection({ vectors, embedder = noEmbedder, terms = true }: Given): ActiveCollections {
  const row = {
    id: '00000000-0000-4000-8000-00000000c011',
    store: 'embedded',
    name: 'test',
    fingerprint: embedder.fingerprint,
  } as const
  // the code under test calls no more than the test gave
  const active = { row, vectors, embedder, terms } as ActiveCollection
  return { use: (_companyId, work) => work(active) }
}
