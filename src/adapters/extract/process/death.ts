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
  /** It never began to read, or was refused memory that it may take: the machine has too little for it. */
  | 'starved'

const heapExhausted = /heap out of memory|allocation failure|out of memory/i
/** V8's own bound, or one thing larger than it: the file asked for that. */
const askedTooMuch = /heap limit|invalid \w+ (?:length|size)|CALL_AND_RETRY/i
/** What V8 holds, as it says before it gives up: "Scavenge 19.6 (24.9) -> 17.3 (33.4) MB". */
const held = /-> [\d.]+ \(([\d.]+)\) MB/g

interface LastWords {
  /** What ended the process, when it did not end by itself. */
  readonly signal: NodeJS.Signals | null
  /** The last it said. */
  readonly stderr: string
  /** It had begun to take files. */
  readonly ready: boolean
  /** V8's limit, in MB. */
  readonly maxHeapMb: number
}

export function causeOfDeath({ signal, stderr, ready, maxHeapMb }: LastWords): Death {
  if (stderr.includes(deathNotices.time)) return 'timeout'
  if (stderr.includes(deathNotices.memory)) return 'memory'
  if (signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT') return 'killed'
  if (!ready) return 'starved'
  if (!heapExhausted.test(stderr)) return 'crash'
  return !askedTooMuch.test(stderr) && heapMb(stderr) < maxHeapMb / 2 ? 'starved' : 'memory'
}

/** Of the last look that was told; 0 where it fell too early for one. */
function heapMb(stderr: string): number {
  const [, mb = '0'] = [...stderr.matchAll(held)].at(-1) ?? []
  return Number(mb)
}
