import type { RelevanceScale } from '../../../domain/embedder-traits.ts'
import type { RankedPassage } from '../../../domain/passage.ts'
import { countWords } from '../../../domain/units/line-forms.ts'
import type { EvidenceInput } from './evidence-features.ts'
import { isInLanguage } from './in-language.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'

/** All that evidence goes by but what takes another embedding. */
export type Judged<P extends RankedPassage> = Omit<EvidenceInput<P>, 'nearWithout'>

interface JudgedWith {
  readonly detectLanguage: (text: string) => 'es' | 'en'
  /** Of the question. */
  readonly language: 'es' | 'en'
  /** Of the embedder's model; null when nobody has measured it. */
  readonly scale: RelevanceScale | null
}

/** What is known of a question, and of the units in their order, once they are. */
export function judgedBy<P extends RankedPassage>(
  { similarity, asked }: Pick<EvidenceInput<P>, 'similarity' | 'asked'>,
  ranked: readonly RankedUnit<P>[],
  { detectLanguage, language, scale }: JudgedWith,
): Judged<P> {
  const [best] = ranked
  const sameLanguage = best === undefined || isInLanguage(best, { text: asked, language }, detectLanguage)
  return { asked, ranked, words: countWords(asked), similarity, scale, sameLanguage }
}
