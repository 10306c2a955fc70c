import type { RankedPassage } from '../../../../domain/passage.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isOfOtherRank } from '../../quotes/said/ranks.ts'
import { withLead } from '../../quotes/with-lead.ts'
import { isOtherInColumn } from './other-in-column.ts'
import { lacksEvent } from '../unsaid/unsaid-heads.ts'
import { isOther } from './other-of-its-kind.ts'
import { isOtherByName } from './other-by-name.ts'

/**
 * Whether the best row, or each of the best rows, is about another one than the one that is asked for by its number or its code.
 * @param ranked best first
 * @param unsaid the words of the question that nothing has, folded
 */
export function isRowOfOther<P extends RankedPassage>(
  asked: string,
  ranked: readonly RankedUnit<P>[],
  unsaid: readonly string[],
): boolean {
  const [best] = ranked
  if (best?.kind !== 'row' && best?.kind !== 'list') return false
  const texts = ranked.map(withLead)
  if (best.kind === 'row' && (isOther(asked, best.text, unsaid, texts) || isOfOtherRank(asked, best.text, texts)))
    return true
  if (best.lead !== null && isOtherByName(asked, best.lead.text, unsaid)) return true
  return best.lead !== null && isOtherInColumn(asked, { head: best.lead.text, row: best.text }, texts)
}

/** Whether it is asked when or where something of a table is, which names nothing of it: a timetable calls what it has by name. */
export function isTableWithout<P extends RankedPassage>(
  asked: string,
  [best]: readonly RankedUnit<P>[],
  unsaid: readonly string[],
): boolean {
  const isOfTable = best?.kind === 'row' || (best?.kind === 'list' && best.text.includes(' | '))
  return isOfTable && lacksEvent(asked, unsaid)
}
