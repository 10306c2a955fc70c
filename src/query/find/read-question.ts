import { fold } from '../../domain/text/fold.ts'
import { foldQuestion } from '../../domain/text/fold-question.ts'
import { isShouted } from '../../domain/text/shouted.ts'
import type { Analyser } from '../../ports/analyser.ts'
import type { CompanyWords, CountedWords } from '../../ports/word-statistics.ts'

/** With more words than this it is a mail, and its words say little about what it asks. */
const mostWords = 60
/** At most this many words are checked for misspellings; a mail has many that no document has. */
const mostUnknown = 8
/** Terms that one mistyped word may stand for. */
const mostMeant = 2

/** A question as the sparse leg sees it. */
export interface ReadQuestion {
  /** The company has no processed document, so there is nothing to find anywhere. */
  readonly nothingToFind: boolean
  /** Distinct terms, including those that misspelt words may stand for. */
  readonly terms: readonly string[]
  /** Terms that misspelt words may stand for, each with the word, folded. */
  readonly meant: ReadonlyMap<string, string>
  /** Null when nobody has counted the company's words. */
  readonly counted: CountedWords | null
  /** Share of the question's words that the company's documents have, 0 to 1; null when that is not known. */
  readonly knownShare: number | null
  /** Approximate score of a passage that contains each of its words; null when that is not known. */
  readonly fullScore: number | null
}

/**
 * A word that no document of the company has counts as misspelt when one of theirs is close; that one is searched for too, and
 * the question keeps its own. @param counted null for a company without a processed document; `undefined` when that could not be asked.
 */
export function readQuestion(
  analyser: Analyser,
  question: string,
  counted: CountedWords | null | undefined,
): ReadQuestion {
  const terms = analyser.analyseQuestion(question)
  const nothingToFind = counted === null
  // what some documents say tells neither what is mistyped nor what is unknown
  if (counted?.complete !== true) {
    return { nothingToFind, terms, meant: new Map(), counted: counted ?? null, knownShare: null, fullScore: null }
  }
  const { words: statistics } = counted
  const words = wordsOf(analyser, question)
  const unknown = words.filter(({ terms: own }) => !own.some((term) => statistics.frequency(term) > 0))
  const knownShare = words.length === 0 ? null : 1 - unknown.length / words.length
  // a word that means something is none that was mistyped: "wine" is not "line"
  const acronyms = acronymsIn(question)
  const odd = unknown.filter(
    ({ word, terms: own }) => !acronyms.has(word) && own.every((term) => analyser.sameMeaning(term).length === 0),
  )
  const near = odd.slice(0, mostUnknown).flatMap(({ word }) => nearOf(word, statistics))
  const meant = new Map(near.filter(([term]) => !terms.includes(term)))
  const fullScore = words.reduce((sum, { terms: own }) => sum + wordWeight(own, statistics), 0)
  return {
    nothingToFind,
    terms: [...terms, ...meant.keys()],
    meant,
    counted,
    knownShare,
    fullScore: fullScore > 0 ? fullScore : null,
  }
}

/** Short words in capitals, where others have none. Folded. */
function acronymsIn(question: string): ReadonlySet<string> {
  if (isShouted(question)) return new Set()
  return new Set(question.match(/(?<![\p{L}\p{N}])\p{Lu}{2,5}(?![\p{L}\p{N}])/gu)?.map(fold))
}

function nearOf(word: string, statistics: CompanyWords): [string, string][] {
  return statistics.near(word, mostMeant).map((term) => [term, word])
}

/** BM25 weight of the rarest of a word's terms that the company has, or of a word that it does not have. */
function wordWeight(terms: readonly string[], statistics: CompanyWords): number {
  const { chunks } = statistics
  const known = terms.map((term) => statistics.frequency(term)).filter((count) => count > 0)
  const rarest = known.length === 0 ? 0 : Math.min(...known)
  return Math.log(1 + Math.max(0, chunks - rarest + 0.5) / (rarest + 0.5))
}

/** Distinct words without stop words, folded, each with its terms. */
function wordsOf(
  analyser: Analyser,
  question: string,
): readonly { readonly word: string; readonly terms: readonly string[] }[] {
  const folded = foldQuestion(question)
  const words = [...new Set(folded.match(/[\p{L}\p{N}]+/gu))].slice(0, mostWords)
  return words.map((word) => ({ word, terms: analyser.analyseQuestion(word) })).filter(({ terms }) => terms.length > 0)
}
