import type { RankedPassage } from '../../../domain/passage.ts'
import { textBetween, type Unit } from '../../../domain/units/unit.ts'
import { isOfRunningText } from './near/running-text.ts'

/**
 * What a sentence begins with that goes on with the one before it: "Después, una cada 2.000 km", "Otherwise we charge £15". Folded. Pronouns are
 * not among them: with them as many right lines are lost as are gained.
 */
const goesOn =
  /^(?:despues|luego|entonces|(?:a partir|antes|despues) de (?:ahi|entonces|es[eao]s?)|si no|de lo contrario|en (?:caso contrario|(?:es[eo]s?|estos?|tal(?:es)?|dichos?) casos?)|pasad[oa]s? (?:es[eao]s?|dich[oa]s?|este|esta)|after(?:wards| that)|then|thereafter|otherwise|in (?:that|this|such|either) (?:case|event)|if (?:not|so))(?=[ ,])/
/** Between two sentences of one paragraph: a space, or a wrapped line. */
const within = /^ ?\n?$/

/**
 * Of each unit the sentence before it, where it is one that goes on with that: what it is about is said there. Empty for all others, and in
 * running text, which begins so all the time.
 * @param folded the texts of the units
 */
export function sentencesGoneOnWith<P extends RankedPassage>(
  units: readonly Unit<P>[],
  folded: readonly string[],
): readonly string[] {
  return units.map((unit, at) => {
    const before = units[at - 1]
    if (unit.kind !== 'sentence' || before?.kind !== 'sentence' || !goesOn.test(folded[at] ?? '')) return ''
    const between = textBetween(before, unit)
    return between !== null && within.test(between) && !isOfRunningText(unit) ? before.text : ''
  })
}
