import type { RankedPassage } from '../../../../domain/passage.ts'
import { embedderOfForms } from './embedder-of-forms.ts'
import { innerProduct } from './inner-product.ts'
import { quotedText, type EmbedTexts } from './look-at-units.ts'
import type { RankedUnit } from '../rank-units.ts'

/** The best one is embedded when it is no longer than this. Characters. */
const longestLookedAt = 300

/** In the same order, the best one with its similarity when it is embedded alone: how near it is tells whether it answers. */
export async function lookAtBest<P extends RankedPassage>(
  ranked: readonly RankedUnit<P>[],
  question: Float32Array | null,
  embedAll: EmbedTexts,
): Promise<readonly RankedUnit<P>[]> {
  const [best, ...others] = ranked
  if (best === undefined || question === null || best.alone !== null || quotedText(best).length > longestLookedAt) {
    return ranked
  }
  const [vector] = (await embedderOfForms(embedAll)([quotedText(best)])) ?? []
  if (vector === undefined) return ranked
  return [{ ...best, alone: innerProduct(vector, question), embedding: vector }, ...others]
}
