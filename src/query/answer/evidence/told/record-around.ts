import type { RankedPassage } from '../../../../domain/passage.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'

/** The lines around the best one where they have more of the question's words, which say whose it is: "Mobile: …" below "Boat: Kittiwake". */
export function recordAround<P extends RankedPassage>([best, ...others]: readonly RankedUnit<P>[]):
  | RankedUnit<P>
  | undefined {
  if (!isAskedLabel(best)) return undefined
  return others.find(
    ({ kind, passage, start, end, match }) =>
      kind === 'list' &&
      passage.id === best.passage.id &&
      start <= best.start &&
      end >= best.end &&
      match.covered > best.match.covered,
  )
}

/** Nothing but an end of line or a paragraph between both. */
const nextLine = 4

/** Share of the question's words that the label that is asked for has with the line above or below it: "N.I.F.: A08…", and "R. Social: Cartones Ebro". */
export function coveredWithNextLine<P extends RankedPassage>([best, ...others]: readonly RankedUnit<P>[]): number {
  if (!isAskedLabel(best) || best.hasKind !== true) return 0
  const beside = others.filter(
    ({ kind, passage, start, end }) =>
      (kind === 'label' || kind === 'item' || kind === 'heading') &&
      passage.id === best.passage.id &&
      Math.max(start, best.start) - Math.min(end, best.end) <= nextLine,
  )
  const more = beside.map(({ match }) =>
    match.said.some((isSaid, at) => isSaid && best.match.said[at] === true) ? 0 : match.covered,
  )
  return Math.min(1, best.match.covered + Math.max(0, ...more))
}

function isAskedLabel<P extends RankedPassage>(best: RankedUnit<P> | undefined): best is RankedUnit<P> {
  return best?.kind === 'label' && best.features.labelAsked > 0 && best.hasKind !== false
}
