import type { RankedPassage } from '../../../../domain/passage.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { withLead } from '../../quotes/with-lead.ts'
import { isOfOtherWeekday } from '../another/other-weekday.ts'
import { lacksDate, lacksWeekday } from './unsaid-date.ts'
import { lacksNextMeeting } from './unsaid-next.ts'

/**
 * Whether a time is asked for that nothing has which was found: a month, a day or a day of the week, or the next meeting; months and days of none only in the language of the documents.
 * @param unsaid the words of the question that nothing has, folded
 */
export function lacksTime<P extends RankedPassage>(
  asked: string,
  unsaid: readonly string[],
  ranked: readonly RankedUnit<P>[],
  sameLanguage: boolean,
): boolean {
  const texts = ranked.map(withLead)
  const lacksDay = sameLanguage && (lacksDate(asked, unsaid, texts) || lacksWeekday(asked, unsaid, texts))
  return lacksDay || isOfOtherWeekday(asked, ranked) || lacksNextMeeting(asked, texts)
}
