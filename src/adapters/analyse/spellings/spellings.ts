import { codeSpellings, spacedCode } from './codes.ts'
import { dateSpellings } from './dates.ts'
import { numberSpellings } from './numbers.ts'
import { numberedPartSpellings } from './numbered-parts.ts'
import { runsOf } from './runs.ts'

export interface Spellings {
  /** Finished: no stem is made of them. */
  readonly terms: readonly string[]
  /** Folded words that the text says in another way. */
  readonly words: readonly string[]
}

const anythingWritten =
  /[0-9]|primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim|first|second|third|th\b|\b(?:art|cap|chap|clau|sec|anex|annex|apar|tit|disp|siglo|vers)/
const nothing: Spellings = { terms: [], words: [] }

/**
 * Terms that are the same however a number, code, date, account or numbered part was written. They come beside the words of the
 * text and never instead of them, so that collections that were indexed without them are found as before. Linear.
 */
export function spellingsOf(folded: string): Spellings {
  if (!anythingWritten.test(folded)) return nothing
  const terms: string[] = []
  const words: string[] = []
  const add = (term: string): void => {
    terms.push(term)
  }
  const say = (word: string): void => {
    words.push(word)
  }
  const runs = runsOf(folded)
  numberSpellings(runs, add)
  codeSpellings(runs, add)
  spacedCode(runs, add)
  dateSpellings(runs, add, say)
  numberedPartSpellings(runs, add, say)
  return { terms, words }
}
