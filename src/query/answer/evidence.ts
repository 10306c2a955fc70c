import type { RankedPassage } from '../../domain/passage.ts'
import { evidenceFeatures, type EvidenceFeatures, type EvidenceInput } from './evidence-features.ts'

/**
 * Learned by `scripts/tune-evidence.ts` from the sets in `test/eval`; those of prose from a quarter of half of SQuAD-es v2
 * (`tune-v2.json`). Rounded; docs/measurements.md has what it gives on documents it was not fitted to.
 */
export const evidenceWeights: EvidenceFeatures = {
  covered: 3.44,
  unsaid: -1.36,
  across: 2.96,
  sharedAcross: 1.38,
  near: 1.68,
  nearerWithout: -1.49,
  unsaidPriced: -1,
  uncounted: -3,
  unsaidName: -1.65,
  lacksKind: -2.77,
  lacksName: -1.72,
  lacksForm: -1.11,
  whether: -0.86,
  whetherUnsaid: -1.9,
  prose: 0,
  proseNear: 1.14,
}
/** Evidence of .5 lies where shares of wrong refusals and of false answers, summed over the four sets, are least. */
const intercept = 0.41
const names = Object.keys(evidenceWeights) as readonly (keyof EvidenceFeatures)[] // the keys of the literal above

/** Evidence from which on the documents are taken to answer. */
export const neededEvidence = 0.5

/**
 * How much speaks for an answer in what was found, 0 to 1: no threshold on a similarity alone, which would refuse half of what it
 * should not. The same for capitals and small letters, because terms and embeddings are; models nobody has measured are judged
 * by words.
 */
export function evidenceOf<P extends RankedPassage>(input: EvidenceInput<P>): number {
  if (input.ranked.length === 0) return 0
  const features = evidenceFeatures(input)
  const score = names.reduce((sum, name) => sum + evidenceWeights[name] * features[name], intercept)
  return 1 / (1 + Math.exp(-score))
}
