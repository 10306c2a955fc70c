/** Scripts written without spaces between words, or (Hangul) with endings glued to them. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const run =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu
const word = /[\p{L}\p{N}]+/gu

/** A longer run of letters and digits is data (base64, a key), not a word: cut, so that one term never fills an index page. */
export const maxWordLength = 64

/**
 * Splits folded text into words of letters and digits. Runs of a script without spaces become pairs of neighbouring
 * characters, the usual way to search such text without a dictionary.
 */
export function splitWords(folded: string): string[] {
  const matches = folded.match(word) ?? []
  if (!unspaced.test(folded)) return matches.map(cut)
  const words: string[] = []
  for (const match of matches) {
    if (!unspaced.test(match)) {
      words.push(cut(match))
      continue
    }
    for (const part of match.match(run) ?? []) {
      if (unspaced.test(part)) pushPairs(part, words)
      else words.push(cut(part))
    }
  }
  return words
}

function cut(text: string): string {
  if (text.length <= maxWordLength) return text
  // A cut through a surrogate pair would leave half a character, which is no letter any more.
  return text.slice(0, maxWordLength).replace(/[\uD800-\uDBFF]$/, '')
}

function pushPairs(text: string, words: string[]): void {
  const characters = Array.from(text)
  if (characters.length === 1) words.push(text)
  for (let i = 0; i + 1 < characters.length; i++) words.push(`${characters[i]}${characters[i + 1]}`)
}
