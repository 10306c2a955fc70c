/** Longer words are rare and would let one hostile document fill the memory; they are worked out every time. */
const longestCachedWord = 48

/**
 * Remembers what was worked out for a word. Two generations: when the young one is full it becomes the old one and the old one
 * is dropped, so memory is bounded (about 2 × `capacity` words, 10 to 15 MB at 40,000) and words in use stay.
 */
export function createWordCache<Value>(workOut: (word: string) => Value, capacity = 40_000): (word: string) => Value {
  let young = new Map<string, Value>()
  let old = new Map<string, Value>()
  return (word) => {
    const known = young.get(word)
    if (known !== undefined) return known
    const value = old.get(word) ?? workOut(word)
    if (word.length > longestCachedWord) return value
    if (young.size >= capacity) {
      old = young
      young = new Map()
    }
    young.set(word, value)
    return value
  }
}
