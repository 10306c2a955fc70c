import type { RankedPassage } from '../../../domain/passage.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import { evidenceOf, isInDoubt, isSure, neededEvidence, withReading, type ReadAs } from './evidence.ts'
import { asksForNoKind, lacksAmount, lacksKind, saysAsAsked } from './unsaid/lacks-form.ts'
import { looksAtUnsaid, type Judged } from './judged-by.ts'
import { nearnessWithout } from './nearness-without.ts'
import { isOfAnother } from './another/is-of-another.ts'
import { isOfRunningText } from '../quotes/near/running-text.ts'
import { isRowOfOther } from './another/row-of-other.ts'
import { isToldElsewhere } from './another/told-elsewhere.ts'
import { isToldAsExtreme } from './told/told-as-extreme.ts'
import { asksOnlyForPart } from '../quotes/said/article-number.ts'
import { lookAtBest } from '../quotes/near/look-at-best.ts'
import { lacksYear } from '../quotes/said/number-cells.ts'
import type { EmbedTexts } from '../quotes/near/look-at-units.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'
import { readBest, readDoubtful, type ReadUnits } from '../quotes/near/read-units.ts'

/** What may be asked of the models once the units are in their order. */
export interface EvidenceModels {
  /** The question's, as what it is compared with; null when there is none. */
  readonly question: Float32Array | null
  readonly embed: EmbedTexts
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

/**
 * How much speaks for an answer in what was found. The best unit is embedded alone where that may tell more. Then it is read, unless it
 * surely does not answer or a number tells; in running text that takes the place of embedding it, which tells less and costs more.
 */
export async function weighEvidence<P extends RankedPassage>(
  judged: Judged<P>,
  { question, embed, embedQuestion, read }: EvidenceModels,
): Promise<Weighed<P>> {
  const { isProse } = judged
  const known = { evidence: evidenceOf({ ...judged, nearWithout: null }), ranked: judged.ranked }
  const isLacking = read !== null && (isKindLacking(judged, judged.ranked) || isThingElsewhere(judged, judged.ranked))
  if (!isProse && !isLacking && isSure(known.evidence) && saysAll(judged)) return whenLinesAreRead(known, read, judged)
  if (isProse && read !== null) {
    const weighed = await whenRead(known, read, judged, 'ofProse')
    if (weighed !== null) return weighed
  }
  const ranked = await lookAtBest(judged.ranked, question, embed)
  const looked = { ...judged, ranked }
  const nearWithout = looksAtUnsaid(looked) ? await nearnessWithout(judged.asked, ranked, embedQuestion) : null
  const weighed = { evidence: evidenceOf({ ...looked, nearWithout }), ranked }
  return isProse ? weighed : whenLinesAreRead(weighed, read, looked)
}

/**
 * Where nothing is unsaid, how near the best unit is within its passage is enough to be sure: by itself it is hardly ever farther. Of 765
 * questions of the sets that may be read, one in a hundred would have come into doubt, and none below what is needed.
 */
const saysAll = <P extends RankedPassage>({ ranked: [best] }: Judged<P>): boolean => best?.match.unsaid.length === 0

/** Whether what is asked for would be to be seen and is not; in another language the reader is less sure of all but amounts. */
const isKindLacking = <P extends RankedPassage>({ asked, sameLanguage }: Judged<P>, ranked: readonly RankedUnit<P>[]) =>
  (sameLanguage ? lacksKind(ranked) : lacksAmount(ranked)) && !asksForNoKind(asked) && !saysAsAsked(asked, ranked)

/** Another language has other words for the thing, and running text leaves it unsaid. */
const isThingElsewhere = <P extends RankedPassage>(
  { asked, sameLanguage, isProse }: Judged<P>,
  ranked: readonly RankedUnit<P>[],
) => sameLanguage && !isProse && !ranked.slice(0, 1).some(isOfRunningText) && isToldElsewhere(asked, ranked)

/** Where a number or an opposite tells whether a unit is what is asked for, of which a reader knows little. */
function isToldByNumber<P extends RankedPassage>(judged: Judged<P>): boolean {
  const { asked, ranked } = judged
  const unsaid = ranked[0]?.match.unsaid ?? []
  if (isPartAsked(judged) || isToldAsExtreme(asked, ranked[0]) || lacksYear(foldQuestion(asked), unsaid)) return true
  if ((ranked[0]?.features.opposite ?? 0) > 0) return true
  return isRowOfOther(asked, ranked, unsaid) || isOfAnother(asked, ranked, unsaid)
}

/** "Section 4" is what "what does section 4 say?" asks for, whatever it says; a reader goes by what is said. */
const isPartAsked = <P extends RankedPassage>({ asked, ranked: [best] }: Judged<P>): boolean =>
  (best?.features.articleAsked ?? 0) > 0 && asksOnlyForPart(foldQuestion(asked))

/**
 * What is sure without a reader is read as well: a near miss has all the words, too, and without a reading such units would count for more,
 * or less, than those that are read. Another one takes its place only where it would be refused.
 */
async function whenLinesAreRead<P extends RankedPassage>(
  weighed: Weighed<P>,
  read: ReadUnits | null,
  judged: Judged<P>,
): Promise<Weighed<P>> {
  const { evidence } = weighed
  const isDoubted = isInDoubt(evidence)
  if (read === null || (!isDoubted && !isSure(evidence)) || isToldByNumber(judged)) return weighed
  if (isDoubted || isKindLacking(judged, judged.ranked) || isThingElsewhere(judged, judged.ranked))
    return (await whenRead(weighed, read, judged, 'ofLines')) ?? weighed
  const ranked = await readBest(weighed.ranked, read)
  const [best] = ranked
  if (best === undefined || best.reading === null) return weighed
  const as = isOfRunningText(best) ? 'ofAllSaid' : 'ofSure'
  const sure = { evidence: withReading(evidence, best.reading, as), ranked }
  return sure.evidence >= neededEvidence ? sure : ((await whenRead({ evidence, ranked }, read, judged, as)) ?? sure)
}

/** Null where units cannot be read now. */
async function whenRead<P extends RankedPassage>(
  { evidence, ranked: known }: Weighed<P>,
  read: ReadUnits,
  judged: Judged<P>,
  as: ReadAs,
): Promise<Weighed<P> | null> {
  const ranked = await readDoubtful(known, read)
  const reading = ranked[0]?.reading ?? null
  if (reading === null) return null
  return { evidence: withReading(evidence, reading, readAs(as, judged, ranked)), ranked }
}

function readAs<P extends RankedPassage>(as: ReadAs, judged: Judged<P>, ranked: readonly RankedUnit<P>[]): ReadAs {
  if (isThingElsewhere(judged, ranked)) return 'ofElsewhere'
  return as === 'ofLines' && isKindLacking(judged, ranked) ? 'ofLacking' : as
}
