/** Scripts that set no blanks between words: each sign of them counts for itself. */
const unparted = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}'
const word = new RegExp(`[${unparted}]|(?:(?![${unparted}])[\\p{L}\\p{N}])+`, 'gu')

/** Words of a text for a comparison: one form of each letter, no accents, hyphenation at line ends undone. */
export function wordsOf(text: string): string[] {
  const plain = text
    .replace(/(?<=\p{L})[-\u00ad\u2010][ \t]*\n\s*(?=\p{L})/gu, '')
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/[\p{Mn}\u00ad]/gu, '')
    .toLowerCase()
  return plain.match(word) ?? []
}

export function counted(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

/** How many of the items of one list are in the other, each as often as it is in both. */
export function shared(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [counted(one), counted(other)]
  let sum = 0
  for (const [item, count] of a) sum += Math.min(count, b.get(item) ?? 0)
  return sum
}

/** Runs of five words: they are the same only where the order is. */
export function fiveGrams(words: readonly string[]): string[] {
  return words.slice(0, Math.max(0, words.length - 4)).map((_, at) => words.slice(at, at + 5).join(' '))
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Letters and digits alone: the same text however it is set. */
export function lettersOf(text: string): string {
  return wordsOf(text).join('')
}

/** Items of two lists as often as they are in both. */
export function both(one: readonly string[], other: readonly string[]): string[] {
  const counts = counted(other)
  return one.filter((item) => {
    const left = counts.get(item) ?? 0
    counts.set(item, left - 1)
    return left > 0
  })
}

/** Items of two lists as often as they are in the one that has them more often. */
export function either(one: readonly string[], other: readonly string[]): string[] {
  const counts = counted(one)
  const more = other.filter((item) => {
    const left = counts.get(item) ?? 0
    counts.set(item, left - 1)
    return left <= 0
  })
  return [...one, ...more]
}
