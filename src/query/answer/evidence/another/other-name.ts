// Whether the best unit tells of somebody or something else than the one that is asked for by name, of whom documents speak elsewhere.
import type { RankedPassage } from '../../../../domain/passage.ts'
import { fold } from '../../../../domain/text/fold.ts'
import { isOfRunningText } from '../../quotes/near/running-text.ts'
import { properNamesIn } from '../../quotes/said/proper-names.ts'
import { withLead } from '../../quotes/with-lead.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'
import { isNear } from './is-near.ts'

/** @param ranked best first */
export function isOfOtherName<P extends RankedPassage>(asked: string, ranked: readonly RankedUnit<P>[]): boolean {
  const [best] = ranked
  // running text calls somebody by name once, and then otherwise
  if (best === undefined || isOfRunningText(best)) return false
  const { words, said } = best.match
  const names = properNamesIn(asked).filter((name) => words.includes(name))
  if (names.length === 0 || names.some((name) => said[words.indexOf(name)] === true)) return false
  const { documentTitle, fileName, headingPath } = best.passage
  const around = fold(
    [documentTitle ?? '', fileName, best.heading?.text ?? '', ...headingPath, withLead(best)].join('\n'),
  )
  if (names.some((name) => around.includes(name))) return false
  const saying = ranked.filter((unit) => names.some((name) => fold(unit.text).includes(name)))
  return saying.length > 0 && !saying.some((unit) => isNear(unit, best))
}
