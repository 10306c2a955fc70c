import type { RelevanceScale } from '../../domain/embedder-traits.ts'
import type { RankedPassage } from '../../domain/passage.ts'
import type { RankedUnit } from './quotes/rank-units.ts'

export interface EvidenceInput<P extends RankedPassage> {
  /** What can be quoted, best first. */
  readonly ranked: readonly RankedUnit<P>[]
  /** Words of the question, without what a mail says around it. */
  readonly words: number
  /** Best inner product of the question with a passage; null when the dense leg did not run. */
  readonly similarity: number | null
  /** Of the embedder's model; null when nobody has measured it. */
  readonly scale: RelevanceScale | null
  /** Whether question and passages are in one language: shared words say nothing otherwise. */
  readonly sameLanguage: boolean
}

/**
 * What speaks for an answer, by logistic regression on questions about everyday documents, cross-validated over documents:
 * docs/measurements.md has what it gives. `covered` and `shared` are the parts of the question's words that the best unit has, by
 * rarity and by number; `near` is its similarity in deviations of the model, and the kind is whether it has what is asked for.
 */
const weights = {
  covered: 2.7,
  shared: 1.1,
  acrossLanguages: 2.4,
  near: 1.33,
  hasKind: 0.71,
  lacksKind: -2.38,
  keywords: 0.67,
}
/** Evidence of .5 lies where two or three questions of a hundred that the documents answer are refused. */
const intercept = -0.84
/** A question of so few words is a name or a keyword: no sentence, and models know it badly. */
const fewWords = 2
/** One of more words is a sentence about a text, whose words are never all there and whose answer may stand beside them. */
const manyWords = 8
const perFurtherWord = 0.12
const mostFurtherWords = 6

/** Evidence from which on the documents are taken to answer. */
export const neededEvidence = 0.5

/**
 * How much speaks for an answer in what was found, 0 to 1: no threshold on a similarity alone, which would refuse half of what it
 * should not. The same for capitals and small letters, because terms and embeddings are; models nobody has measured are judged
 * by words.
 */
export function evidenceOf<P extends RankedPassage>(input: EvidenceInput<P>): number {
  const [best] = input.ranked
  if (best === undefined) return 0
  const shared = Math.max(...input.ranked.slice(0, 3).map(({ match }) => match.share))
  const words = input.sameLanguage
    ? weights.covered * best.match.covered + weights.shared * shared
    : weights.acrossLanguages
  const kind =
    best.hasKind === null ? 0 : best.hasKind ? weights.hasKind : weights.lacksKind / (input.words > manyWords ? 2 : 1)
  const keywords = input.words <= fewWords ? weights.keywords : 0
  const further = Math.min(mostFurtherWords, Math.max(0, input.words - manyWords))
  const score = intercept + perFurtherWord * further + words + kind + keywords + weights.near * nearness(input)
  return 1 / (1 + Math.exp(-score))
}

/** Similarity of the units that were embedded alone, else of the best one in its passage, else of the passage. */
function nearness<P extends RankedPassage>({ ranked, similarity, scale }: EvidenceInput<P>): number {
  if (scale === null) return 0
  const alone = ranked.slice(0, 3).flatMap((unit) => unit.alone ?? [])
  const near = alone.length > 0 ? Math.max(...alone) : (ranked[0]?.similarity ?? similarity)
  return near === null ? 0 : (near - scale.middle) / scale.deviation
}
