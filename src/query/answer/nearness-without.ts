import type { RankedPassage } from '../../domain/passage.ts'
import { fold } from '../../domain/text/fold.ts'
import { innerProduct } from './quotes/inner-product.ts'
import type { EmbedTexts, RankedUnit } from './quotes/rank-units.ts'

/** The units whose nearness is compared. */
export const comparedUnits = 3

/**
 * How near the first units are to the question without the words that nothing has; null when it has none, or nothing is left. A word that
 * the units say in another way ("alergias", "dieta especial") takes the question further from them when it is left out; one that is
 * not there ("autobús") brings it nearer.
 * @param embed embeds questions.
 */
export async function nearnessWithout<P extends RankedPassage>(
  asked: string,
  ranked: readonly RankedUnit<P>[],
  embed: EmbedTexts,
): Promise<number | null> {
  const unsaid = new Set(ranked[0]?.match.unsaid)
  const looked = ranked.slice(0, comparedUnits).flatMap(({ embedding }) => embedding ?? [])
  if (unsaid.size === 0 || looked.length === 0) return null
  const rest = asked
    .replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => (unsaid.has(fold(word)) ? ' ' : word))
    .replace(/\s+/gu, ' ')
  if (!/[\p{L}\p{N}]/u.test(rest)) return null
  const [vector] = (await embed([rest])) ?? []
  return vector === undefined ? null : Math.max(...looked.map((unit) => innerProduct(unit, vector)))
}
