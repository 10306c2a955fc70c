import type { RankedPassage } from '../../../../domain/passage.ts'
import { withoutMark } from '../../../../domain/units/line-forms.ts'
import type { Unit } from '../../../../domain/units/unit.ts'
import type { Word } from './match-terms.ts'

/** Tells of a unit whether the heading it stands under is all that is asked for: "humedad" under "4. Humedad". */
export function headingAsked<P extends RankedPassage>(
  analyse: (text: string) => readonly string[],
  asked: readonly Word[],
): (unit: Pick<Unit<P>, 'kind' | 'passage' | 'heading'>) => boolean {
  const known = new Set(asked.flatMap(({ terms }) => terms))
  return ({ kind, passage, heading }) => {
    // the whole list is what is asked for, not one of its items
    if (kind === 'item' || kind === 'row') return false
    const terms = analyse(withoutMark(heading?.text ?? passage.headingPath.at(-1) ?? ''))
    if (terms.length === 0 || asked.length === 0 || !terms.every((term) => known.has(term))) return false
    return asked.every(({ terms: said }) => said.some((term) => terms.includes(term)))
  }
}
