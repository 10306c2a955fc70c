import type { Config } from '../../config/schema.ts'
import type { Metrics } from '../../observability/metrics.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { Log } from '../../ports/log.ts'
import type { Embedder } from '../../ports/models.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import type { Stores } from './stores.ts'

/** Everything the roles of one process share. */
export interface Parts extends Stores {
  readonly config: Config
  readonly log: Log
  readonly metrics: Metrics
  /** As it was when this process started; null before the first worker did. */
  readonly active: CollectionRow | null
  readonly embedder: Embedder
  readonly vectors: VectorStore
  /** Name of the collection `vectors` is bound to. */
  readonly collection: string
  readonly objects: ObjectStore
  readonly analyser: Analyser
  /** Folder for local copies of files under way, of this kind of process only. */
  readonly spoolFolder: string
}
