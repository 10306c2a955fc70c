import type { RankedPassage } from '../../../../domain/passage.ts'
import type { RankedUnit } from '../../quotes/rank-units.ts'

/** What stands so far before a line may be of whom or of what it tells: "Fernanda Mora", and then "Su último pedido …". Characters. */
const far = 120
/** Who or what is named so far from the beginning of a document may be what all of it is about. Characters. */
const head = 80

/** Whether a unit may say of whom or of what the best one tells: it stands shortly before it, around it, or at the head of its document. */
export function isNear<P extends RankedPassage>(unit: RankedUnit<P>, best: RankedUnit<P>): boolean {
  if (unit.passage.documentId !== best.passage.documentId) return false
  return unit.start < head || (best.start - unit.end < far && unit.start < best.end)
}
