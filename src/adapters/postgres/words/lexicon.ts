import type { CompanyWords } from '../../../ports/word-statistics.ts'
import { editDistance } from './edit-distance.ts'

/** Letters that a mistyped word may have beyond the stem it stands for: the ending. */
const longestEnding = 5
/** Letters of a stem that each error leaves in doubt: "proce" is not "price" with an ending. */
const lost = 2
/** Shorter words have too many neighbours. */
const shortestWord = 4
const twoErrorsFrom = 9
const wordOfLetters = /^[a-z]+$/

/** The words of one company, summed over its documents. */
export class Lexicon implements CompanyWords {
  readonly #frequencies = new Map<string, number>()
  /** Terms of letters, and for each a bit for each letter it holds, for a first look at what can be near. */
  readonly #spelled: string[] = []
  readonly #letters: number[] = []
  #chunks = 0
  #terms = 0

  get chunks(): number {
    return this.#chunks
  }

  get meanLength(): number {
    return this.#chunks === 0 ? 0 : this.#terms / this.#chunks
  }

  /** Distinct terms. */
  get size(): number {
    return this.#frequencies.size
  }

  frequency(term: string): number {
    return this.#frequencies.get(term) ?? 0
  }

  addDocument(chunks: number, terms: number): void {
    this.#chunks += chunks
    this.#terms += terms
  }

  addTerm(term: string, count: number): void {
    const known = this.#frequencies.get(term)
    this.#frequencies.set(term, (known ?? 0) + count)
    if (known === undefined && term.length >= shortestWord && wordOfLetters.test(term)) {
      this.#spelled.push(term)
      this.#letters.push(lettersOf(term, term.length))
    }
  }

  /**
   * Errors: a letter more, less, another, or two letters that changed places. One in words of up to six letters, two in longer
   * ones. A term is a stem, so the word may go on behind it, by an ending shorter than the stem.
   */
  near(word: string, most: number): readonly string[] {
    if (word.length < shortestWord || !wordOfLetters.test(word)) return []
    const errors = word.length >= twoErrorsFrom ? 2 : 1
    const letters = lettersOf(word, word.length)
    const beginnings = Array.from({ length: word.length + 1 }, (_, length) => lettersOf(word, length))
    const found: { readonly term: string; readonly distance: number; readonly ending: number }[] = []
    for (let at = 0; at < this.#spelled.length; at += 1) {
      const others = this.#letters[at] ?? 0
      // each error brings at most one letter that the word does not have
      if (bitCount(others & ~letters) > errors) continue
      const term = this.#spelled[at] ?? ''
      if (term.length > word.length + errors || term.length + longestEnding + errors < word.length) continue
      // and takes at most one away that the word begins with
      const beginning = beginnings[Math.min(word.length, term.length - errors)] ?? 0
      if (bitCount(beginning & ~others) > errors) continue
      const near = editDistance(word, term, errors)
      if (near !== null && near.ending <= Math.min(longestEnding, term.length - 1 - lost * near.distance)) {
        found.push({ term, ...near })
      }
    }
    found.sort(
      (a, b) =>
        a.distance - b.distance ||
        a.ending - b.ending ||
        this.frequency(b.term) - this.frequency(a.term) ||
        (a.term < b.term ? -1 : 1),
    )
    const [best] = found
    // only what is as near as the nearest: the next ones are other words
    return found
      .filter(({ distance }) => distance === best?.distance)
      .slice(0, most)
      .map(({ term }) => term)
  }
}

/** @param length of the beginning that is looked at. */
function lettersOf(word: string, length: number): number {
  let letters = 0
  for (let at = 0; at < length; at += 1) letters |= 1 << (word.charCodeAt(at) - 0x61)
  return letters
}

function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}
