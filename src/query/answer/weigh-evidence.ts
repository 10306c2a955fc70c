import type { RankedPassage } from '../../domain/passage.ts'
import { isJudgedAsProse, looksAtUnsaid, type EvidenceInput } from './evidence-features.ts'
import { evidenceOf, isInDoubt, withReading } from './evidence.ts'
import { nearnessWithout } from './nearness-without.ts'
import type { EmbedTexts } from './quotes/look-at-units.ts'
import type { RankedUnit } from './quotes/rank-units.ts'
import { readDoubtful, type ReadUnits } from './quotes/read-units.ts'

/** What may be asked of the models once the units are in their order. */
export interface EvidenceModels {
  readonly embedQuestion: EmbedTexts
  /** Null where the embedder has no reader. */
  readonly read: ReadUnits | null
}

export interface Weighed<P extends RankedPassage> {
  /** How much speaks for an answer, 0 to 1. */
  readonly evidence: number
  /** The units; where they were read, another one may be the best. */
  readonly ranked: readonly RankedUnit<P>[]
}

/** How much speaks for an answer in what was found. Units are read where it is in doubt. */
export async function weighEvidence<P extends RankedPassage>(
  judged: Omit<EvidenceInput<P>, 'nearWithout'>,
  { embedQuestion, read }: EvidenceModels,
): Promise<Weighed<P>> {
  const { asked, ranked } = judged
  const nearWithout = looksAtUnsaid(judged) ? await nearnessWithout(asked, ranked, embedQuestion) : null
  const evidence = evidenceOf({ ...judged, nearWithout })
  if (read === null || !isInDoubt(evidence)) return { evidence, ranked }
  const units = await readDoubtful(ranked, read)
  const reading = units[0]?.reading ?? null
  if (reading === null) return { evidence, ranked: units }
  return { evidence: withReading(evidence, reading, isJudgedAsProse(judged)), ranked: units }
}
