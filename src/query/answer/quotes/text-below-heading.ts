import type { RankedPassage } from '../../../domain/passage.ts'
import type { RankedUnit } from './rank-units.ts'

/** A line that looks like a heading and says something: an ingredient, a number, two things, a sentence. A year is part of many titles. */
const saysSomething = /\d|[,;:()]|[.!?](?:\s|$)/u
const year = /(?<!\d)(?:19|20)\d\d(?!\d)/gu

/**
 * The text below a heading comes before the heading, which has the words of a question and answers none.
 * @param ranked best first
 */
export function withTextBelowFirst<P extends RankedPassage>(
  ranked: readonly RankedUnit<P>[],
): readonly RankedUnit<P>[] {
  const [best, ...others] = ranked
  if (best?.kind !== 'heading' || best.hasKind === true || saysSomething.test(best.text.replace(year, '')))
    return ranked
  const title = best.text.trim()
  const below = others.find(
    ({ kind, heading, passage }) =>
      kind !== 'heading' &&
      passage.documentId === best.passage.documentId &&
      (heading?.text.trim() === title || passage.headingPath.includes(title)),
  )
  if (below === undefined) return ranked
  return [{ ...below, score: best.score }, best, ...others.filter((unit) => unit !== below)]
}
