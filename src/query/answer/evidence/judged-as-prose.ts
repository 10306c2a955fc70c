import type { RankedPassage } from '../../../domain/passage.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import { isOfRunningText } from '../quotes/near/running-text.ts'
import { lacksYear } from '../quotes/said/number-cells.ts'
import { withLead } from '../quotes/with-lead.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'
import type { EvidenceInput } from './evidence-input.ts'
import { asksForNoKind, lacksAmount, lacksForm } from './unsaid/lacks-form.ts'
import { isOfAnother } from './another/is-of-another.ts'
import { lacksThing } from './unsaid/unsaid-heads.ts'
import { lacksTime } from './unsaid/unsaid-time.ts'

/** A question of more words is a sentence; of a long paragraph, one of fewer is. */
const manyWords = 7
const enoughWords = 4
/** The vector of a longer sentence says little of each thing in it; its words do. Characters. */
const longestJudged = 350
/** The share that is all of a question's words, whatever rounding takes. */
export const allCovered = 0.95
/** … and where it has what is asked for as well. */
const mostCovered = 0.85

/** Only the similarity judges prose: a model nobody has measured cannot, and words do. */
export function isJudgedAsProse<P extends RankedPassage>({
  asked,
  ranked,
  words,
  scale,
  sameLanguage,
}: Pick<EvidenceInput<P>, 'asked' | 'ranked' | 'words' | 'scale' | 'sameLanguage'>): boolean {
  const [best] = ranked
  if (best === undefined) return false
  const { unsaid } = best.match
  // a thing of which it is asked whether it is there, or of which make it is, has its word wherever it is, and so has a date; running text need not say of which year it tells, but one
  // that says another one tells of that
  if (
    lacksThing(asked, unsaid) ||
    (lacksYear(foldQuestion(asked), unsaid) && saysYear(best)) ||
    lacksTime(asked, unsaid, ranked, sameLanguage)
  )
    return false
  // what is told by a number or by an opposite is another one, however near a sentence is
  if (best.features.opposite > 0 || isOfAnother(asked, ranked, unsaid)) return false
  // an account, a telephone number or an amount is there to be seen
  if (lacksForm(asked, ranked) || (lacksAmount(ranked) && !asksForNoKind(asked))) return false
  return scale !== null && sameLanguage && isAboutProse(best, words)
}

const anyYear = /(?<![\p{L}\p{N}])(?:19|20)\d\d(?![\p{L}\p{N}])/u

const saysYear = <P extends RankedPassage>(unit: RankedUnit<P>): boolean => anyYear.test(withLead(unit))

function isAboutProse<P extends RankedPassage>(best: RankedUnit<P>, words: number): boolean {
  if (best.kind !== 'sentence' || words < enoughWords || best.end - best.start > longestJudged) return false
  // one that has all the words is there, however far off its other words take it
  if (best.match.covered >= (best.hasKind === true ? mostCovered : allCovered) && best.hasKind !== false) return false
  return words > manyWords || isOfRunningText(best)
}
