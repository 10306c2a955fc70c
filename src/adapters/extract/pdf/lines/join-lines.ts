/** A word cut at the end of a line: a letter, a hyphen, and the rest in small letters on the next one. */
const cutWord = /\p{L}[-\u2010]$/u
const goesOn = /^\p{Ll}/u

/** Whether a word that a hyphen cuts at the end of one line goes on in the next. */
export function goesOnWord(line: string, next: string): boolean {
  return cutWord.test(line.slice(-2)) && goesOn.test(next)
}

/** Lines of one paragraph or cell as one, words that a hyphen cut put together again. */
export function joinLines(lines: readonly string[]): string {
  const parts: string[] = []
  for (const line of lines) {
    const last = parts.at(-1)
    if (last === undefined) parts.push(line)
    else if (goesOnWord(last, line)) parts.splice(-1, 1, last.slice(0, -1), line)
    else parts.push(' ', line)
  }
  return parts.join('')
}
