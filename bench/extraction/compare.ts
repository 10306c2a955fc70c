import { both, either, fiveGrams, shared, wordsOf } from './words.ts'

/** Our text of a file against what other programs read of it; shares from 0 to 1. */
export interface Comparison {
  /** Of the words that all others have. */
  readonly recall: number
  /** Of our words, those that one of the others has. */
  readonly precision: number
  /** Of the first one's runs of five words. */
  readonly order: number
}

/** Fewer words say nothing about a reader. */
const fewestWords = 30

/** Null when the others share too few words. */
export function compare(ours: string, theirs: readonly string[]): Comparison | null {
  const [own, lists] = [wordsOf(ours), theirs.map(wordsOf)]
  const [first] = lists
  if (first === undefined) return null
  const sure = lists.reduce((common, list) => both(common, list))
  if (sure.length < fewestWords) return null
  const grams = fiveGrams(first)
  return {
    recall: shared(sure, own) / sure.length,
    precision:
      shared(
        lists.reduce((all, list) => either(all, list)),
        own,
      ) / Math.max(own.length, 1),
    order: shared(grams, fiveGrams(own)) / Math.max(grams.length, 1),
  }
}
