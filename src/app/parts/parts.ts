import type { Config } from '../../config/schema.ts'
import type { Metrics } from '../../observability/metrics.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { Tracer } from '../../ports/tracer.ts'
import type { CurrentCollection } from '../collections/current.ts'
import type { Embedders } from '../collections/embedders.ts'
import type { StoreDeps } from '../connect/milvus-store.ts'
import type { Stores } from '../connect/stores.ts'

/** Everything the roles of one process share. Whoever opened them disposes of them, once, after the roles have stopped. */
export interface Parts extends Stores, AsyncDisposable {
  readonly config: Config
  readonly log: Log
  readonly metrics: Metrics
  readonly tracer: Tracer
  readonly clock: Clock
  /** Where vectors are now, followed live. */
  readonly current: CurrentCollection
  readonly embedders: Embedders
  readonly storeDeps: StoreDeps
  readonly objects: ObjectStore
  readonly analyser: Analyser
  /** Folder for local copies of files under way, of this kind of process only. */
  readonly spoolFolder: string
}
