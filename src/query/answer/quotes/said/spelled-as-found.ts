import { fold } from '../../../../domain/text/fold.ts'
import type { RankedPassage } from '../../../../domain/passage.ts'
import type { Unit } from '../../../../domain/units/unit.ts'
import type { Analyser } from '../../../../ports/analyser.ts'
import type { Sought } from '../rank-units.ts'

/** Units of which the words are looked through, best first. */
const lookedThrough = 12

/**
 * The question, mistyped words in the spelling of the units found: the reader, other than the index, knows a word by its letters.
 * @param units best first; a word that stands in none of the first ones stays as it is.
 */
export function spelledAsFound(
  analyser: Pick<Analyser, 'analyseText'>,
  { text, meant }: Pick<Sought, 'text' | 'meant'>,
  units: readonly Unit<RankedPassage>[],
): string {
  if (meant.size === 0) return text
  const written = new Map<string, string>()
  const words = units.slice(0, lookedThrough).flatMap(({ passage, heading, lead, text: own }) => {
    const all = [own, lead?.text ?? '', heading?.text ?? '', ...passage.headingPath, passage.documentTitle ?? '']
    return all.join(' ').match(/[\p{L}\p{N}]+/gu) ?? []
  })
  for (const word of new Set(words)) {
    for (const term of analyser.analyseText(word)) {
      const mistyped = meant.get(term)
      if (mistyped !== undefined && !written.has(mistyped)) written.set(mistyped, word)
    }
  }
  return text.replaceAll(/[\p{L}\p{N}]+/gu, (word) => written.get(fold(word)) ?? word)
}
