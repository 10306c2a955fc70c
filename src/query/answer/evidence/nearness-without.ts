import type { RankedPassage } from '../../../domain/passage.ts'
import { fold } from '../../../domain/text/fold.ts'
import { innerProduct } from '../quotes/near/inner-product.ts'
import type { EmbedTexts } from '../quotes/near/look-at-units.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'

/**
 * How near the best unit is to the question without the words that nothing has; null when it has none, or nothing is left. A word that
 * the unit says in another way ("alergias", "dieta especial") takes the question further from it when it is left out; one that is
 * not there ("autobús") brings it nearer.
 * @param embed embeds questions.
 */
export async function nearnessWithout<P extends RankedPassage>(
  asked: string,
  ranked: readonly RankedUnit<P>[],
  embed: EmbedTexts,
): Promise<number | null> {
  const [best] = ranked
  const unsaid = new Set(best?.match.unsaid)
  const looked = best?.embedding ?? null
  if (unsaid.size === 0 || looked === null) return null
  const rest = asked
    .replace(/[\p{L}\p{M}\p{N}]+/gu, (word) => (unsaid.has(fold(word)) ? ' ' : word))
    .replace(/\s+/gu, ' ')
  if (!/[\p{L}\p{N}]/u.test(rest)) return null
  const [vector] = (await embed([rest])) ?? []
  return vector === undefined ? null : innerProduct(looked, vector)
}
