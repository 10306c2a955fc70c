// Whether the best unit stands out among what was found, or could be any of them.
import type { Line } from '../../../domain/outline.ts'
import type { RankedPassage } from '../../../domain/passage.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'

/** Among fewer, no word is rare and no unit stands out. */
const enoughUnits = 8
/** Over the everyday sets, where the best unit has half of a question's words, and how much more with all of them than with none. */
const usual = { terms: 2.3, score: 7.2, ofWords: { terms: 3.1, score: 2.7 } }

interface Standing {
  readonly terms: number
  readonly score: number
}

/** How its words and what it was chosen by set the best unit apart. */
export function standing<P extends RankedPassage>(ranked: readonly RankedUnit<P>[]): Standing {
  const [best] = ranked
  if (best !== undefined && ranked.length >= enoughUnits)
    return { terms: best.match.score - usual.terms, score: best.score - usual.score }
  const more = (best?.match.covered ?? 0) - 0.5
  return { terms: usual.ofWords.terms * more, score: usual.ofWords.score * more }
}

/** Whether the best unit is a row of several, and all it says of the question is what each of them says. */
export function isLikeOthers<P extends RankedPassage>([best, ...others]: readonly RankedUnit<P>[]): boolean {
  if (best?.kind !== 'row') return false
  const beside = others.filter(
    ({ kind, lead, passage }) => kind === 'row' && passage === best.passage && isSame(lead, best.lead),
  )
  return (
    beside.length > 0 &&
    best.match.said.every((said, word) => !said || beside.every(({ match }) => match.said[word] === true))
  )
}

const isSame = (a: Line | null, b: Line | null): boolean => a?.start === b?.start && a?.text === b?.text
