import { lettersOf } from './words.ts'

/** Shorter pieces stand anywhere. */
const fewestLetters = 3

/**
 * Pages as another program reads them, without the lines of which nobody sees anything and our text has nothing: letters
 * drawn invisible or white, which the product leaves out where a page has others.
 */
export function withoutHidden(pages: readonly string[], hidden: readonly string[], ours: string): string[] {
  const own = lettersOf(ours)
  const unseen = lettersOf(hidden.join('\n'))
  if (unseen === '') return [...pages]
  const isHidden = (line: string): boolean => {
    const letters = lettersOf(line)
    return letters.length >= fewestLetters && unseen.includes(letters) && !own.includes(letters)
  }
  return pages.map((page) =>
    page
      .split('\n')
      .filter((line) => !isHidden(line))
      .join('\n'),
  )
}
