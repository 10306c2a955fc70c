import type { RankedPassage } from '../passage.ts'
import { countWords } from './line-forms.ts'
import type { Unit } from './unit.ts'

/** Units that say something, each once: chunks overlap, and forms repeat. */
export function distinctUnits<P extends RankedPassage>(units: readonly Unit<P>[]): Unit<P>[] {
  const seen = new Set<string>()
  return units.filter(({ kind, text, lead }) => {
    if (countWords(text) === 0) return false
    const key = `${kind}\n${lead?.text ?? ''}\n${text}`.toLowerCase().replace(/\s+/gu, ' ')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
