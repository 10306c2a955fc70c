/** Large buffers that are used again for the next request: allocating megabytes costs as much as filling them. */
export interface ScratchBuffers {
  /** Room for `bytes`, or null when that is too little or too much to be worth keeping. */
  readonly take: (bytes: number) => Buffer | null
  /** Of a request that was sent and answered. Nobody may look at it afterwards. */
  readonly giveBack: (scratch: Buffer | null) => void
}

const smallest = 64 * 1024
const largest = 16 * 1024 * 1024
/** Sizes are rounded up to this, so that the next request fits although it is a little larger. */
const step = 512 * 1024

/** Keeps at most `count` buffers. */
export function keepScratchBuffers(count: number): ScratchBuffers {
  const free: Buffer[] = []
  return {
    take: (bytes) => {
      if (bytes < smallest || bytes > largest) return null
      const kept = free.pop()
      if (kept !== undefined && kept.length >= bytes) return kept
      // Slow means: with memory of its own. The others share a slab with buffers all over the process.
      return Buffer.allocUnsafeSlow(Math.ceil(bytes / step) * step)
    },
    giveBack: (scratch) => {
      if (scratch !== null && free.length < count) free.push(scratch)
    },
  }
}
