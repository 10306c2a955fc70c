import type { RankedPassage } from '../../../domain/passage.ts'
import { textBetween, type Unit } from '../../../domain/units/unit.ts'

/** What a record is named by stands in its first line, or in a few short ones right above it. Characters. */
const longestName = 90

/**
 * What names the record that each label or row of two cells belongs to: "Razón social | Frío Polar S.L." is said of every row under it, and
 * "Karen Doyle" above a telephone is whose it is. Empty for everything else, and for what names the record itself.
 */
export function recordContexts<P extends RankedPassage>(units: readonly Unit<P>[]): string[] {
  const contexts = new Map<Unit<P>, string>()
  let record: { last: Unit<P>; readonly named: string } | null = null
  for (const unit of units.filter(isEntry)) {
    if (record !== null && follows(record.last, unit)) {
      contexts.set(unit, record.named)
      record.last = unit
    } else {
      const own = above(unit)
      contexts.set(unit, own)
      record = { last: unit, named: `${own}\n${mayName(unit) ? unit.text : ''}` }
    }
  }
  return units.map((unit) => contexts.get(unit) ?? '')
}

/** "Garaje | 80 euros" names nothing: it is one price of several. */
const amountInRow = /\|\s*[€£$]?\s?\d[\d.,]*\s?(?:\p{L}{1,9}|[€£$%])?\.?\s*$/u

const mayName = ({ kind, text }: Unit<RankedPassage>): boolean =>
  text.length <= longestName && !(kind === 'row' && amountInRow.test(text))

function isEntry({ kind, text, lead }: Unit<RankedPassage>): boolean {
  if (kind === 'label') return lead === null
  return kind === 'row' && lead === null && text.split('|').length === 2
}

const follows = <P extends RankedPassage>(before: Unit<P>, unit: Unit<P>): boolean =>
  textBetween(before, unit)?.trim() === ''

/** The lines right above, without an empty one between: they end no sentence. */
function above({ passage, start, kind }: Unit<RankedPassage>): string {
  if (kind !== 'label') return ''
  const before = passage.text.slice(Math.max(0, start - passage.start - longestName), start - passage.start)
  const lines = before.slice(before.lastIndexOf('\n\n') + 1).trim()
  return /[.!?,;]$/mu.test(lines) ? '' : lines
}
