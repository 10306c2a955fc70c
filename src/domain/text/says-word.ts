const letter = /\p{L}/u
const plural = /^e?s/

/**
 * Whether a text has a word, or its plural, with no letter right before or behind it. Both folded. Without a pattern for each word: one with
 * classes of letters takes longer to make than a text takes to look through.
 */
export function saysWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const behind = text.slice(at + word.length, at + word.length + 3)
    const ends = !beginsWithLetter(behind) || !beginsWithLetter(behind.replace(plural, ''))
    if (ends && !letter.test(text.charAt(at - 1))) return true
  }
  return false
}

const beginsWithLetter = (text: string): boolean => letter.test(text.charAt(0))
