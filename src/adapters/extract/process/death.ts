import { deathNotices } from './child-messages.ts'

/** Why a reading process died with a file in hand. */
export type Death =
  /** It took the processor time that a file may take. */
  | 'timeout'
  /** The ceiling by the clock went by before it had used that: the machine had no time for it, or slept. */
  | 'late'
  | 'memory'
  /** It failed by itself: the file did it, and would do it again. */
  | 'crash'
  /** Somebody else ended it, such as the machine's own guard of memory: the file may be as good as any. */
  | 'killed'

const heapExhausted = /heap out of memory|allocation failure/i

/** @param signal what ended the process, when it did not end by itself; `stderr`: the last it said */
export function causeOfDeath(signal: NodeJS.Signals | null, stderr: string): Death {
  if (stderr.includes(deathNotices.time)) return 'timeout'
  if (stderr.includes(deathNotices.memory) || heapExhausted.test(stderr)) return 'memory'
  return signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT' ? 'killed' : 'crash'
}
