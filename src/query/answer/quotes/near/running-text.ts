import type { RankedPassage } from '../../../../domain/passage.ts'
import type { Unit } from '../../../../domain/units/unit.ts'

/** Characters of a paragraph of running text; letters and notices have shorter ones. */
const longParagraph = 350

/** Whether a unit is a sentence of a long paragraph. */
export function isOfRunningText({ kind, passage, start, end }: Unit<RankedPassage>): boolean {
  if (kind !== 'sentence') return false
  const from = passage.text.lastIndexOf('\n', start - passage.start) + 1
  const to = passage.text.indexOf('\n', end - passage.start)
  return (to === -1 ? passage.text.length : to) - from >= longParagraph
}
