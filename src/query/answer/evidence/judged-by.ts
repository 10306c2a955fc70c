import type { RelevanceScale } from '../../../domain/embedder-traits.ts'
import type { RankedPassage } from '../../../domain/passage.ts'
import { countWords } from '../../../domain/units/line-forms.ts'
import type { EvidenceInput } from './evidence-input.ts'
import { isInLanguage } from './in-language.ts'
import { isJudgedAsProse } from './judged-as-prose.ts'
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
  const about = { asked, ranked, words: countWords(asked), scale, sameLanguage }
  return { ...about, similarity, isProse: isJudgedAsProse(about) }
}

/** Whether words that nothing has tell anything, so that it is worth embedding the question without them. */
export const looksAtUnsaid = <P extends RankedPassage>({
  scale,
  sameLanguage,
  isProse,
}: Pick<Judged<P>, 'scale' | 'sameLanguage' | 'isProse'>): boolean => scale !== null && sameLanguage && !isProse
