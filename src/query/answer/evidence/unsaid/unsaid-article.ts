import { fold } from '../../../../domain/text/fold.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import { articleAsked, itemNumber } from '../../quotes/said/article-number.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'

/** Whether a clause, an article or a rule is asked for by its number, and nothing that was found is it or names it. */
export function lacksArticle<P extends RankedPassage>(question: string, ranked: readonly RankedUnit<P>[]): boolean {
  const number = articleAsked(foldQuestion(question))
  if (number === null || ranked.some(({ features }) => features.articleAsked > 0)) return false
  const isIt = (said: string): boolean => itemNumber(said) === number || articleAsked(fold(said)) === number
  return !ranked.some(({ text, lead }) => isIt(text) || (lead !== null && isIt(lead.text)))
}
