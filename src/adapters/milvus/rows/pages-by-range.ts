/** Keys from `from` on and before `to`; null: without a bound. */
export interface Range {
  readonly from: string | null
  readonly to: string | null
}

export interface FoundKeys<K> {
  /** How many the server counts in the range, with those that are there more than once. */
  readonly rows: number
  /** Some of them, a page at most: ascending, each once. */
  readonly keys: readonly K[]
}

/**
 * All keys, each once, at most a page at a time, the lowest first. No server promises an order, so a range that does not fit into a page is
 * cut in two at a key in the middle of some of it, until each part fits. Whether it fits a count tells, not the length of the page:
 * a server that holds a key twice drops one of them after it has cut the page.
 * @param limit of a page.
 */
export async function* pagesByRange<K>(
  whole: Range,
  limit: number,
  { read, idOf }: { readonly read: (range: Range) => Promise<FoundKeys<K>>; readonly idOf: (key: K) => string },
): AsyncGenerator<Range & FoundKeys<K>> {
  const ranges = [whole]
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const { from, to } = range
    const { rows, keys } = await read(range)
    const [first, middle] = [keys[0], keys[keys.length >> 1]]
    // one key that fills a page, however often, is all of its range that can be told
    if (rows <= limit || first === undefined || middle === undefined || idOf(middle) === idOf(first)) {
      yield { from, to, rows, keys }
      continue
    }
    const cut = idOf(middle)
    ranges.push({ from: cut, to }, { from, to: cut })
  }
}
