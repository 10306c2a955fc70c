import type { RankedPassage } from '../../../../domain/passage.ts'
import type { RankedUnit } from '../rank-units.ts'

/** Of the question's words, by rarity: what a row must have more of. */
const clearlyMore = 0.1
/** Rows behind these are about something else. */
const lookedAt = 12

/**
 * Of two rows of one table the one that has all the words of the other and one more of the question, or one of them as it is asked, comes first, however near the vector
 * of the other one is: rows differ in a word or a number, of which vectors know little.
 * @param ranked best first
 */
export function withFullerRowFirst<P extends RankedPassage>(
  ranked: readonly RankedUnit<P>[],
): readonly RankedUnit<P>[] {
  const [best, ...others] = ranked
  // which has the most is told by its number, whatever words others have
  if (best?.kind !== 'row' || best.features.extremeAsked > 0) return ranked
  const fuller = others
    .slice(0, lookedAt)
    .find(
      (row) =>
        row.kind === 'row' &&
        row.passage.documentId === best.passage.documentId &&
        row.lead?.text === best.lead?.text &&
        hasAll(row.match.said, best.match.said) &&
        (row.match.covered >= best.match.covered + clearlyMore || saysMoreExactly(row, best)) &&
        (row.hasKind !== false || best.hasKind === false),
    )
  if (fuller === undefined) return ranked
  return [{ ...fuller, score: best.score }, best, ...others.filter((unit) => unit !== fuller)]
}

/** "Camión" itself, where the best one has a van. */
const saysMoreExactly = <P extends RankedPassage>({ match: { exact } }: RankedUnit<P>, best: RankedUnit<P>): boolean =>
  hasAll(exact, best.match.exact) && !hasAll(best.match.exact, exact)

const hasAll = (words: readonly boolean[], others: readonly boolean[]): boolean =>
  others.every((isThere, at) => !isThere || words[at] === true)
