import type { TextTokenizer } from './text-tokenizer.ts'

/**
 * How many ids `encode(text)` has before each position, the special tokens in front among them. Counted piece by piece from one position
 * to the next, as words are independent of each other: exact at white space, as if each beginning of the text were counted by itself, in one pass.
 * @param positions in UTF-16 code units, in any order.
 */
export function tokensBefore(tokenizer: TextTokenizer, text: string, positions: readonly number[]): readonly number[] {
  const special = tokenizer.count('')
  const counts = new Map<number, number>()
  let from = 0
  let tokens = 0
  for (const position of [...new Set(positions)].toSorted((a, b) => a - b)) {
    const piece = text.slice(from, position).trim()
    const here = piece === '' ? tokens : tokens + tokenizer.count(piece) - special
    counts.set(position, here + special - 1) // without the one behind the text
    if (!isAtWhiteSpace(text, position)) continue
    from = position
    tokens = here
  }
  return positions.map((position) => counts.get(position) ?? 0)
}

/** Where no word is cut. */
const isAtWhiteSpace = (text: string, position: number): boolean =>
  /\s/u.test(text.charAt(position)) || /\s/u.test(text.charAt(position - 1))
