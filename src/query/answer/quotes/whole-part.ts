import type { RankedPassage } from '../../../domain/passage.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import { asksOnlyForPart } from './said/article-number.ts'
import type { RankedUnit } from './rank-units.ts'

/**
 * "¿Qué dice el artículo 4?" is answered by all of the article, or from where it begins: any of its sentences has as much of the question as
 * the others, so that nothing but chance tells which comes first.
 */
export function withWholePart<P extends RankedPassage>(
  ranked: readonly RankedUnit<P>[],
  question: string,
): readonly RankedUnit<P>[] {
  const [best] = ranked
  if (best === undefined || best.features.articleAsked === 0 || best.kind === 'article') return ranked
  if (!asksOnlyForPart(foldQuestion(question))) return ranked
  const ofPart = ranked.filter(
    ({ passage, heading, start, end, features, kind }) =>
      passage.id === best.passage.id &&
      features.articleAsked > 0 &&
      (kind === 'article' ? start <= best.start && best.end <= end : heading?.start === best.heading?.start),
  )
  const first =
    ofPart.find(({ kind }) => kind === 'article') ??
    ofPart.reduce((one, other) => (other.start < one.start && other.kind === best.kind ? other : one), best)
  return [first, ...ranked.filter((unit) => unit !== first)]
}
