import type { RankedPassage } from '../../../../domain/passage.ts'
import { foldQuestion } from '../../../../domain/text/fold-question.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { extremeAsked } from '../../quotes/said/extreme-row.ts'
import { isLight } from '../../quotes/said/light-words.ts'

/** Whether the best row has the most or the least of what is asked, and nothing else is asked of it that nobody says. */
export function isToldAsExtreme<P extends RankedPassage>(asked: string, best: RankedUnit<P> | undefined): boolean {
  if (best === undefined || best.features.extremeAsked === 0) return false
  const words = extremeAsked(foldQuestion(asked))?.words
  return best.match.unsaid.every((word) => words?.has(word) === true || isLight(word))
}
