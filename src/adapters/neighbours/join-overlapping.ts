/** A window is laid over the one before by a fifth of its words as a rule; looked for in no more than these. */
const mostWords = 4_000
/** Fewer words that happen to be the same are no overlap. */
const fewestWords = 10

/**
 * How many words at the beginning of `next` are those at the end of `previous`: the original cuts texts into windows that lie
 * over each other. Linear in the number of words.
 */
export function overlapOf(previous: readonly string[], next: readonly string[]): number {
  const head = next.slice(0, mostWords)
  const shorter = shorterHeads(head)
  let same = 0
  for (const word of previous.slice(-mostWords)) {
    while (same > 0 && (same === head.length || head[same] !== word)) same = shorter[same - 1] ?? 0
    if (head[same] === word) same += 1
  }
  // a last window may hold nothing but words of the one before
  return same >= fewestWords || same === next.length ? same : 0
}

/** For each beginning of the list: the longest shorter beginning that it also ends with (Knuth, Morris and Pratt). */
function shorterHeads(words: readonly string[]): readonly number[] {
  const found = words.length === 0 ? [] : [0]
  let same = 0
  for (const word of words.slice(1)) {
    while (same > 0 && words[same] !== word) same = found[same - 1] ?? 0
    if (words[same] === word) same += 1
    found.push(same)
  }
  return found
}
