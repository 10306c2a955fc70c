import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'

export interface LanceDbOptions {
  /** Folder of the store; created when missing, for this account alone. Several processes may use it at the same time. */
  readonly directory: string
  /** Letters, digits, `_`, `-` and `.`. */
  readonly collection: string
  readonly log: Log
  readonly clock?: Clock
  /** False for a process that writes and hardly searches: it keeps little of the indexes. */
  readonly searches?: boolean
}
