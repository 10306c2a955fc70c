import type { RankedPassage } from '../../../domain/passage.ts'
import type { Unit } from '../../../domain/units/unit.ts'
import type { Word } from './match-terms.ts'

/** "4. ", "IV. ", "b) ". */
const number = /^\W*(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|\p{L})[.):]\s+/u

/** Whether the heading that a unit stands under is all that is asked for: "humedad" under "4. Humedad". */
export function isHeadingAsked<P extends RankedPassage>(
  analyse: (text: string) => readonly string[],
  { kind, passage, heading }: Pick<Unit<P>, 'kind' | 'passage' | 'heading'>,
  asked: readonly Word[],
): boolean {
  // the whole list is what is asked for, not one of its items
  if (kind === 'item' || kind === 'row') return false
  const above = heading?.text ?? passage.headingPath.at(-1) ?? ''
  const terms = analyse(above.replace(number, ''))
  if (terms.length === 0 || asked.length === 0) return false
  const isSaid = ({ terms: said }: Word): boolean => said.some((term) => terms.includes(term))
  const known = new Set(asked.flatMap(({ terms: said }) => said))
  return asked.every(isSaid) && terms.every((term) => known.has(term))
}
