import type { RankedPassage } from '../../../domain/passage.ts'
import { headingWithoutNumber } from './heading-without-number.ts'
import type { RankedUnit } from './rank-units.ts'

const something = /\d|[,;:()]|[.!?](?:\s|$)/u
const year = /(?<!\d)(?:19|20)\d\d(?!\d)/gu

/** A line that looks like a heading may be an ingredient, a number, two things, a sentence. A year is part of many titles. */
const saysSomething = (heading: string): boolean => something.test(headingWithoutNumber(heading).replace(year, ''))

/**
 * The text below a heading comes before the heading, which has the words of a question and answers none.
 * @param ranked best first
 */
export function withTextBelowFirst<P extends RankedPassage>(
  ranked: readonly RankedUnit<P>[],
): readonly RankedUnit<P>[] {
  const [best, ...others] = ranked
  if (best?.kind !== 'heading' || best.hasKind === true || saysSomething(best.text)) return ranked
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
