import type { RankedPassage } from '../../../../domain/passage.ts'
import { standardise } from '../../../find/standardise.ts'
import { embedderOfForms } from './embedder-of-forms.ts'
import { withFullerRowFirst } from './fuller-row.ts'
import { innerProduct } from './inner-product.ts'
import { levelLanguages } from './level-languages.ts'
import { ownNearness } from './own-nearness.ts'
import { weighed } from '../quote-weights.ts'
import { byScore, type RankedUnit, type Sought } from '../rank-units.ts'
import { isOfRunningText } from './running-text.ts'
import { withTextBelowFirst } from '../text-below-heading.ts'

/** Below this share of terms that stand nowhere, words decide without the model. */
const sureEnough = 0.3
/** Units that are embedded, each of at most so many characters, and all of them together. */
const mostAlone = 12
const longestAlone = 300
const mostCharactersAlone = 600
/** Deviations below the mean for those that are not. */
const notLookedAt = -1

/** Embeds texts as passages; null when that is not possible now. */
export type EmbedTexts = (texts: readonly string[]) => Promise<readonly Float32Array[] | null>

/**
 * The units in their final order. Where words tell little, the most promising short units are embedded: within its passage the vector
 * of a row or a label is mostly that of the passage.
 * @param known as `rankUnits` ordered them.
 */
export async function lookAtUnits<P extends RankedPassage>(
  known: readonly RankedUnit<P>[],
  { embedding, meanQuestion }: Pick<Sought, 'embedding' | 'meanQuestion'>,
  embedAll: EmbedTexts,
): Promise<readonly RankedUnit<P>[]> {
  const embed = embedderOfForms(embedAll)
  if (embedding === null) return inOrder(known)
  const unsure = 1 - Math.max(0, ...known.map(({ match }) => match.covered))
  if (unsure < sureEnough) return inOrder(known)
  const chosen = shortOnes(known)
  // in running text the pooled vectors tell sentences apart, and the longest ones would lose by not being looked at
  const pooled = chosen.every((unit) => unit.similarity !== null && isOfRunningText(unit))
  if (chosen.length < 2 || pooled) return inOrder(known)
  const vectors = await embed(chosen.map(quotedText))
  if (vectors === null) return inOrder(known)
  const similarities = vectors.map((vector) => innerProduct(vector, embedding))
  const languages = chosen.map(({ language }) => language)
  const nearness = levelLanguages(ownNearness(vectors, embedding, meanQuestion), languages)
  const standardised = standardise(nearness.map((near) => near ?? 0))
  const place = new Map(chosen.map((unit, i) => [unit, i]))
  const ranked = known
    .map((unit) => {
      // what was not worth a look, or is too long for one, is as good as the worst that got one
      const at = place.get(unit) ?? -1
      const features = { ...unit.features, aloneUnsure: (standardised[at] ?? notLookedAt) * unsure }
      return {
        ...unit,
        features,
        alone: similarities[at] ?? null,
        embedding: vectors[at] ?? null,
        score: weighed(features),
      }
    })
    .toSorted(byScore)
  return inOrder(ranked)
}

const inOrder = <P extends RankedPassage>(ranked: readonly RankedUnit<P>[]): readonly RankedUnit<P>[] =>
  withFullerRowFirst(withTextBelowFirst(ranked))

/** The best short units, as many as the model reads in about the time of two questions. */
function shortOnes<P extends RankedPassage>(ranked: readonly RankedUnit<P>[]): RankedUnit<P>[] {
  const chosen: RankedUnit<P>[] = []
  let characters = 0
  for (const unit of ranked) {
    const { length } = quotedText(unit)
    if (length > longestAlone) continue
    characters += length
    if (chosen.length === mostAlone || characters > mostCharactersAlone) break
    chosen.push(unit)
  }
  return chosen
}

/** What is embedded: a unit under what it stands under, without which a row or an item says little. */
export function quotedText<P extends RankedPassage>({ passage, heading, lead, text }: RankedUnit<P>): string {
  const above = [...passage.headingPath, heading?.text ?? '', lead?.text ?? ''].filter((line) => line !== '')
  return [...new Set(above), text].join('\n')
}
