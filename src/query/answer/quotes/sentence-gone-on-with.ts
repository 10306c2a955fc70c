import type { RankedPassage } from '../../../domain/passage.ts'
import { fold } from '../../../domain/text/fold.ts'
import type { Unit } from '../../../domain/units/unit.ts'
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
 */
export function sentencesGoneOnWith<P extends RankedPassage>(units: readonly Unit<P>[]): readonly string[] {
  return units.map((unit, at) => {
    const before = units[at - 1]
    if (before === undefined || unit.kind !== 'sentence' || before.kind !== 'sentence') return ''
    if (isOfRunningText(unit)) return ''
    const { passage } = unit
    if (before.passage.id !== passage.id || before.end > unit.start) return ''
    const between = passage.text.slice(before.end - passage.start, unit.start - passage.start)
    return within.test(between) && goesOn.test(fold(unit.text)) ? before.text : ''
  })
}
