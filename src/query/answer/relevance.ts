import type { RelevanceScale } from '../../domain/embedder-traits.ts'
import type { RankedPassage } from '../../domain/passage.ts'
import type { Analyser } from '../../ports/analyser.ts'

/** Without a similarity whose scale is known: less than a quarter of the question's words in any passage is no answer. */
const neededCoverage = 0.25
/** Passages that are looked at: if none of the best has to do with the question, no other has. */
const passagesRead = 5

export interface RelevanceInput {
  readonly question: string
  readonly language: 'es' | 'en'
  /** Best first. */
  readonly passages: readonly RankedPassage[]
  /** Best inner product of the question with a passage; null when the dense leg did not run. */
  readonly similarity: number | null
  /** Of the embedder's model; null when nobody has measured it. */
  readonly scale: RelevanceScale | null
}

export interface RelevanceDeps {
  readonly analyser: Analyser
  readonly detectLanguage: (text: string) => 'es' | 'en'
}

/**
 * Whether the passages have anything to do with the question. Retrieval always finds the nearest chunks, however far they are;
 * a fixed cosine alone would refuse half of what it should not. So the share of the question's words that one
 * passage contains counts as well, and it decides alone for models whose similarities nobody has measured. When in doubt the
 * answer is yes: a weak quote with its source does less harm than a denied document.
 */
export function isRelevant(deps: RelevanceDeps, input: RelevanceInput): boolean {
  if (input.passages.length === 0) return false
  const words = wordsOf(deps.analyser, input.question)
  const read = input.passages.slice(0, passagesRead).map((passage) => ({
    covered: coverage(deps.analyser, words, passage),
    sameLanguage: deps.detectLanguage(passage.text) === input.language,
  }))
  // A name, a number or a few keywords: models know them badly, and nothing tells their language.
  if (read.some(({ covered }) => covered === 1)) return true
  const { scale } = input
  const sameLanguage = read.filter((passage) => passage.sameLanguage)
  // Only most of them: a short or mixed passage among others may well be taken for the wrong language.
  const across = sameLanguage.length * 2 < read.length
  const covered = Math.max(0, ...sameLanguage.map((passage) => passage.covered))
  if (scale === null || input.similarity === null) {
    return across || covered >= neededCoverage
  }
  if (input.similarity + scale.coverageShare * covered >= scale.needed) return true
  return across && input.similarity >= scale.neededAcross
}

type Words = readonly (readonly string[])[]

/** Share of the words that the passage contains; 0 when there are none. */
function coverage(analyser: Analyser, words: Words, passage: RankedPassage): number {
  if (words.length === 0) return 0
  const terms = new Set(analyser.analyseText(`${passage.headingPath.join(' ')} ${passage.text}`))
  return words.filter((stems) => stems.some((stem) => terms.has(stem))).length / words.length
}

/** The question's distinct words but its stop words, each as its stems: a word alone has one in either language. */
function wordsOf(analyser: Analyser, question: string): Words {
  const words = new Set(question.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu))
  return [...words].map((word) => analyser.analyseText(word)).filter((stems) => stems.length > 0)
}
