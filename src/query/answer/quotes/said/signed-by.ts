import type { RankedPassage } from '../../../../domain/passage.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { Unit } from '../../../../domain/units/unit.ts'
import { role } from './answer-forms.ts'

/** "Jacinto Ara", "Dr. Ann M. Hill", "JACINTO ARA GIL", and nothing else. As it is written. */
const onlyName =
  /^(?:(?:Fdo|Firmado|Signed)\.?:?\s)?(?:(?:D\.?ª?|Dña\.|Don|Doña|Sra?\.|Mr|Mrs|Ms|Dra?)\.?\s)?\p{Lu}[\p{L}'’-]{1,20}(?:\s(?:(?:de|del|de la|van|von)\s)?\p{Lu}[\p{L}.'’-]{0,20}){1,3}$/u
/** "Administrador", "Head of Sales", "la directora,": few words that begin with what somebody is. Folded. */
const onlyRole = new RegExp(`^(?:el |la |the |your )?(?:${role.source})(?: [a-z]+){0,5},?$`)
/** Nothing but an end of line or a paragraph between both. */
const longestGap = 4

/**
 * Who signs a letter and what they are stand on two lines: "Jacinto Ara" and below it "Administrador", or "La directora," above her name. The
 * lower one is quoted with the upper one.
 */
export function withSigners<P extends RankedPassage>(units: readonly Unit<P>[]): Unit<P>[] {
  return units.map((unit, at) => {
    // "Fdo.: Carmen Ruiz" is a label
    if (unit.kind !== 'sentence' && unit.kind !== 'label') return unit
    const above = [units[at - 1], unit.heading].find(
      (line) => line !== undefined && line !== null && isRightAbove(line, unit),
    )
    if (above === undefined || above === null || !areSigned(above.text, unit.text)) return unit
    const { passage, end } = unit
    return { ...unit, start: above.start, text: passage.text.slice(above.start - passage.start, end - passage.start) }
  })
}

const isRightAbove = (line: { readonly end: number }, { start }: { readonly start: number }): boolean =>
  line.end < start && start - line.end <= longestGap

const areSigned = (above: string, below: string): boolean =>
  (onlyName.test(above) && onlyRole.test(fold(below))) || (onlyRole.test(fold(above)) && onlyName.test(below))
