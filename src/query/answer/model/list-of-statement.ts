import type { RankedPassage } from '../../../domain/passage.ts'
import type { Analyser } from '../../../ports/analyser.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'
import { withLead } from '../quotes/with-lead.ts'

/** A list that has so many times the words of a statement that its best item has is what the statement sums up. */
const muchMore = 1.5

/**
 * The list around an item where a statement sums it up: "You need proof of identity, a plan and insurance" stands in no single item.
 * The item itself where the statement is about it alone.
 */
export function listOfStatement<P extends RankedPassage>(
  analyser: Analyser,
  item: RankedUnit<P>,
  ranked: readonly RankedUnit<P>[],
  statement: string,
): RankedUnit<P> {
  if (item.kind !== 'item' && item.kind !== 'label') return item
  const list = ranked.find(
    ({ kind, passage, start, end }) =>
      kind === 'list' && passage.id === item.passage.id && start <= item.start && item.end <= end,
  )
  if (list === undefined) return item
  const said = new Set(analyser.analyseText(statement))
  const shared = (unit: RankedUnit<P>): number =>
    new Set(analyser.analyseText(withLead(unit)).filter((term) => said.has(term))).size
  return shared(list) >= shared(item) * muchMore ? list : item
}
