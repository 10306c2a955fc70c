import type { RankedPassage } from '../../domain/passage.ts'
import { evidenceFeatures, type EvidenceFeatures, type EvidenceInput } from './evidence-features.ts'

/**
 * Learned by `scripts/tune-evidence.ts` from the sets in `test/eval` and a quarter of half of SQuAD-es v2 (`tune-v2.json`), rounded:
 * docs/measurements.md has what it gives on documents it was not fitted to.
 */
export const evidenceWeights: EvidenceFeatures = {
  covered: 2.61,
  unsaid: -1.52,
  across: 2.31,
  sharedAcross: 1.19,
  near: 2.08,
  lacksKind: -3.38,
  lacksName: -0.83,
  lacksForm: -1.52,
  whether: -0.97,
  whetherUnsaid: -2.18,
  prose: -0.75,
  proseNear: 1.14,
}
/** Evidence of .5 lies where two of a hundred questions that the documents answer are refused; `prose` was raised for the same. */
const intercept = 0.68
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
