import type { RelevanceScale } from '../../../domain/embedder-traits.ts'
import type { RankedPassage } from '../../../domain/passage.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'

/** What is known of a question and of what was found for it, which evidence goes by. */
export interface EvidenceInput<P extends RankedPassage> {
  /** The question, without what a mail says around it. */
  readonly asked: string
  /** What can be quoted, best first. */
  readonly ranked: readonly RankedUnit<P>[]
  /** Words of the question. */
  readonly words: number
  /** Best inner product of the question with a passage; null when the dense leg did not run. */
  readonly similarity: number | null
  /** How near the best unit is to the question without the words nothing has (`nearness-without.ts`); null: it has none. */
  readonly nearWithout: number | null
  /** Of the embedder's model; null when nobody has measured it. */
  readonly scale: RelevanceScale | null
  /** Whether question and passages are in one language: shared words say little otherwise. */
  readonly sameLanguage: boolean
  /** Whether only the similarity judges it (`judged-as-prose.ts`). */
  readonly isProse: boolean
}
