import type { RankedPassage } from '../../../domain/passage.ts'
import { evidenceFeatures, type EvidenceFeatures } from './evidence-features.ts'
import type { EvidenceInput } from './evidence-input.ts'

/**
 * Learned by `scripts/tune-evidence.ts` from the everyday sets one to eleven and thirteen and the practice documents, which count a third,
 * pulled towards those of before; rounded. What judges sentences of running text (`prose`) stayed, and so did `unsaidName`; that `unsaid`
 * speaks for an answer is what its company of other features makes of it, so it is held as well. `unsaidTime` is less than fitted (−4.78, of years alone): few
 * questions have it. What they give on documents they were
 * not fitted to: docs/decisions/0219.
 */
export const evidenceWeights: EvidenceFeatures = {
  covered: 1.2,
  unsaid: -0.11,
  across: 1.4,
  sharedAcross: 1.7,
  near: 0.5,
  nearSquared: 1,
  nearUnsaid: 1,
  nearerWithout: -1.4,
  unsaidOf: -0.5,
  uncounted: -1.9,
  unsaidHead: -3.3,
  unsaidName: -1.2,
  unsaidMeaning: -1.1,
  byForm: -1.4,
  asksWho: -2.2,
  asksNumber: -0.9,
  asksMeasure: -0.9,
  light: 0.6,
  unsaidTime: -4,
  kindAround: 0.7,
  terms: 0.21,
  likeOthers: -0.5,
  score: 0.17,
  passageNear: -0.9,
  lacksKind: -1.9,
  lacksKindAcross: -1.1,
  lacksKindNearby: -0.8,
  lacksName: -1,
  lacksForm: -2.2,
  whether: -1.3,
  whetherUnsaid: -0.09,
  prose: -0.19,
  proseNear: 1.72,
}
/** Evidence of .5 lies where both wrong refusals and false answers of the sets are fewer than before (docs/decisions/0219). */
const intercept = 0.7
const names = Object.keys(evidenceWeights) as readonly (keyof EvidenceFeatures)[] // the keys of the literal above

/** Evidence from which on the documents are taken to answer. */
export const neededEvidence = 0.5

/** Log-odds of evidence between which it is in doubt, and units are read: what lies outside hardly ever turns. */
const doubtful = { least: -2, most: 2 } as const
/**
 * What one of the reader's log-odds counts for, above what it says of a unit that may as well answer as not: it was taught with more that do
 * not. A sentence of running text says it in any way, which it doubts more easily; but it tells more there than how near a sentence is, which
 * keeps a share.
 */
const reading = {
  ofLines: { kept: 1, weight: 0.65, undecided: -1.1 },
  ofProse: { kept: 0.7, weight: 1, undecided: -4.05 },
  // a sentence of running text with all the words of a question is judged by these, and may tell something else with them
  ofAllSaid: { kept: 0.5, weight: 1, undecided: -4.5 },
  // any other unit that is sure without the reader, who must be far more against it than where it is in doubt
  ofSure: { kept: 1, weight: 1, undecided: -3 },
  // where nothing of the kind that is asked for is to be seen, it is there only if the reader is sure: "el de hierro, 650"
  ofLacking: { kept: 0.5, weight: 1, undecided: 1 },
  // where documents tell of the thing that is asked about, but not there, so that what speaks for it may be of something else
  ofElsewhere: { kept: 0.7, weight: 1, undecided: 1 },
} as const

/** What a unit is read as: a line in doubt, a sentence of running text, one that has all the words besides, a line that is sure, one without the kind of answer that is asked for, or without the thing that is told of elsewhere. */
export type ReadAs = keyof typeof reading

export function isInDoubt(evidence: number): boolean {
  const odds = logOdds(evidence)
  return odds > doubtful.least && odds < doubtful.most
}

/** Whether it surely answers, as far as what is known tells. */
export const isSure = (evidence: number): boolean => logOdds(evidence) >= doubtful.most

/**
 * Evidence with what a reader says of the best unit. Measured on documents that it was not taught with: docs/decisions/0231.
 * @param read log-odds that the unit answers.
 */
export function withReading(evidence: number, read: number, as: ReadAs): number {
  const { kept, weight, undecided } = reading[as]
  return probability(kept * logOdds(evidence) + weight * (read - undecided))
}

/**
 * How much speaks for an answer in what was found, 0 to 1: no threshold on a similarity alone, which would refuse half of what it
 * should not. The same for capitals and small letters, because terms and embeddings are; models nobody has measured are judged
 * by words.
 */
export function evidenceOf<P extends RankedPassage>(input: EvidenceInput<P>): number {
  if (input.ranked.length === 0) return 0
  const features = evidenceFeatures(input)
  const score = names.reduce((sum, name) => sum + evidenceWeights[name] * features[name], intercept)
  return probability(score)
}

const probability = (odds: number): number => 1 / (1 + Math.exp(-odds))
const logOdds = (evidence: number): number => Math.log(evidence / (1 - evidence))
