/** A word cut at the end of a line: a letter, a hyphen, and the rest in small letters on the next one. */
const cutWord = /\p{L}[-\u2010]$/u
const goesOn = /^\p{Ll}/u

/** Lines of one paragraph or cell as one, words that a hyphen cut put together again. */
export function joinLines(lines: readonly string[]): string {
  let text = ''
  for (const line of lines) {
    if (text === '') text = line
    else if (cutWord.test(text) && goesOn.test(line)) text = text.slice(0, -1) + line
    else text += ` ${line}`
  }
  return text
}
