/** What waits, by key: keys share what is served by its cost, and within a key the order of arrival counts. */
export interface FairQueue<T> {
  readonly size: number
  /** @param cost of serving the item; 1 when left out, so that keys take turns. */
  add(key: string, item: T, cost?: number): void
  /** Puts an item that was taken, and came to nothing, before all others of its key. */
  putBack(key: string, item: T, cost?: number): void
  sizeOf(key: string): number
  /** What `take` would give. */
  peek(allows?: (key: string) => boolean): T | undefined
  /** The first item of the key that was served least, among the keys that are allowed. */
  take(allows?: (key: string) => boolean): T | undefined
  /** False when the item does not wait. */
  remove(key: string, item: T): boolean
  /** Everything that waits, in no particular order. */
  takeAll(): T[]
}

interface Line<T> {
  readonly entries: { readonly item: T; readonly cost: number }[]
  /** What this key was served so far, in the time of the queue: the line with the least is next. */
  served: number
}

/**
 * Start-time fair queuing: a key that asks for very much, or for what takes long, delays another key by no more than the one
 * item that is being served. A key that comes anew starts where the others are, and saves nothing up by staying away.
 */
export function createFairQueue<T>(): FairQueue<T> {
  const lines = new Map<string, Line<T>>()
  let size = 0
  /** Where the key stood that was served last. */
  let now = 0

  const lineOf = (key: string): Line<T> => {
    const known = lines.get(key)
    if (known !== undefined) {
      if (known.entries.length === 0) known.served = Math.max(known.served, now)
      return known
    }
    const line: Line<T> = { entries: [], served: now }
    lines.set(key, line)
    return line
  }

  /** Forgets keys that wait for nothing and are owed nothing, so that the table does not grow with every key ever seen. */
  const forget = (): void => {
    if (size === 0) {
      lines.clear()
      now = 0
      return
    }
    for (const [key, line] of lines) if (line.entries.length === 0 && line.served <= now) lines.delete(key)
  }

  const next = (allows: (key: string) => boolean): Line<T> | undefined => {
    let least: Line<T> | undefined
    for (const [key, line] of lines) {
      if (line.entries.length === 0 || (least !== undefined && line.served >= least.served)) continue
      if (allows(key)) least = line
    }
    return least
  }

  return {
    get size() {
      return size
    },
    add: (key, item, cost = 1) => {
      lineOf(key).entries.push({ item, cost })
      size += 1
    },
    putBack: (key, item, cost = 1) => {
      const line = lineOf(key)
      line.entries.unshift({ item, cost })
      line.served -= cost
      size += 1
    },
    sizeOf: (key) => lines.get(key)?.entries.length ?? 0,
    peek: (allows = all) => next(allows)?.entries[0]?.item,
    take: (allows = all) => {
      const line = next(allows)
      const entry = line?.entries.shift()
      if (line === undefined || entry === undefined) return undefined
      size -= 1
      now = line.served
      line.served += entry.cost
      forget()
      return entry.item
    },
    remove: (key, item) => {
      const entries = lines.get(key)?.entries ?? []
      const at = entries.findIndex((entry) => entry.item === item)
      if (at === -1) return false
      entries.splice(at, 1)
      size -= 1
      forget()
      return true
    },
    takeAll: () => {
      const items = [...lines.values()].flatMap(({ entries }) => entries.map(({ item }) => item))
      size = 0
      forget()
      return items
    },
  }
}

function all(): boolean {
  return true
}
