import type { RankedPassage } from '../../../domain/passage.ts'
import { foldQuestion } from '../../../domain/text/fold-question.ts'
import type { AnswerKindAsked } from '../quotes/said/answer-kind.ts'
import { asksWhether } from '../quotes/said/asks-whether.ts'
import { countLight } from '../quotes/said/light-words.ts'
import { noMatch, type TermMatch } from '../quotes/said/match-terms.ts'
import { bareNumbersIn, lacksYear } from '../quotes/said/number-cells.ts'
import type { RankedUnit } from '../quotes/rank-units.ts'
import { withLead } from '../quotes/with-lead.ts'
import type { EvidenceInput } from './evidence-input.ts'
import { allCovered } from './judged-as-prose.ts'
import { lacksForm, lookedForForm } from './unsaid/lacks-form.ts'
import { isOfAnother } from './another/is-of-another.ts'
import { isOtherNumbered } from './another/other-numbered.ts'
import { coveredWithNextLine, recordAround } from './told/record-around.ts'
import { isRowOfOther, isTableWithout } from './another/row-of-other.ts'
import { saysYesOrNo } from './told/says-yes-or-no.ts'
import { saysWhatIsAsked } from './told/says-what-is-asked.ts'
import { saysWhoHeadsIt } from './told/says-who-heads-it.ts'
import { isLikeOthers, standing } from './standing-out.ts'
import { isToldAsExtreme } from './told/told-as-extreme.ts'
import { lacksAcronym } from './unsaid/unsaid-acronym.ts'
import { lacksArticle } from './unsaid/unsaid-article.ts'
import { lacksCode, lacksCounted, lacksHead, lacksNamed } from './unsaid/unsaid-heads.ts'
import { lacksTime } from './unsaid/unsaid-time.ts'

/** What speaks for and against an answer in what was found. Shares are 0 to 1, the others 0 or 1 unless said. */
export interface EvidenceFeatures {
  /** Share of the question's words that the best unit has, by rarity. */
  readonly covered: number
  /** Those that nothing has that was looked at. */
  readonly unsaid: number
  readonly across: number
  readonly sharedAcross: number
  /** Similarity of the best unit, in deviations of the model. */
  readonly near: number
  /** Its square with its sign: what is far off is worse, and what is near better, than in proportion. */
  readonly nearSquared: number
  /** The same where words are not said, which then are said otherwise. */
  readonly nearUnsaid: number
  /** How much nearer it comes when the words are left out that nothing has, in deviations. */
  readonly nearerWithout: number
  /** The same where an amount, a percentage, how long or who somebody is is asked for: there what is not said is what has none. */
  readonly unsaidOf: number
  /** What is to be counted ("¿cuántos socios?") is not said. */
  readonly uncounted: number
  /**
   * Who or what somebody or something is ("¿quién es el presidente?", "what is the top speed?"), what it has ("¿qué consumo tiene?"), of what
   * it is asked whether it is there, or which of several by its number ("plot 412"): not said.
   */
  readonly unsaidHead: number
  /** A name, a code or a number of the question that nothing has: they are the same in all languages. */
  readonly unsaidName: number
  /** Share of the question's words that nothing has, nor another word of their meaning although there are such. */
  readonly unsaidMeaning: number
  /** Of an amount that is asked for, how many of the question's words its form says: any amount does. */
  readonly byForm: number
  /** Who somebody is, how many there are or how much something measures is asked, and no label says it: any name and any number looks like an answer. */
  readonly asksWho: number
  readonly asksNumber: number
  readonly asksMeasure: number
  /** How many words of the question say next to nothing: they take its vector away from what answers it. */
  readonly light: number
  /** A year, a month or a day of the question that nothing has, or the next meeting. */
  readonly unsaidTime: number
  /** Share of the first five units that have what is asked for. */
  readonly kindAround: number
  /** The best unit is a row that has no word of the question but those that rows beside it have, too. */
  readonly likeOthers: number
  /** BM25 of the best unit, and what it was chosen by (`quote-weights.ts`), against what they usually are; among a few units, where both say little, what they usually are for its words. */
  readonly terms: number
  readonly score: number
  /** Similarity of the best passage, in deviations: what of the unit's is only that of what it stands in. */
  readonly passageNear: number
  /** The best unit has no amount, date or number although one is asked for. */
  readonly lacksKind: number
  /** The same in another language, where no words can make up for it. */
  readonly lacksKindAcross: number
  /** … and none of the next units that are about the question has, either. */
  readonly lacksKindNearby: number
  /** … no person or place, which are not always to be seen. */
  readonly lacksName: number
  /** An account, a telephone number or an address is asked for, and none of the first units has one. */
  readonly lacksForm: number
  /** Yes or no is asked, and how much of the question nobody says then. */
  readonly whether: number
  readonly whetherUnsaid: number
  /** A sentence is asked of running text: its words are never all there and its answer has any form. The others are 0 then. */
  readonly prose: number
  readonly proseNear: number
}

const first = 3
const asMuchAbout = 0.5
const ofSomething: ReadonlySet<AnswerKindAsked> = new Set(['money', 'percent', 'duration', 'person'])
/** Not all of these look like one: there are more colours than a list has. */
const ofAnyForm: ReadonlySet<AnswerKindAsked> = new Set(['colour', 'percent', 'measure', 'code'])
const names: ReadonlySet<AnswerKindAsked> = new Set(['person', 'agent', 'place'])

/** Of at least one unit. */
export function evidenceFeatures<P extends RankedPassage>(input: EvidenceInput<P>): EvidenceFeatures {
  const { ranked, sameLanguage, asked } = input
  const [best] = ranked
  const { covered, anywhere, unsaid: missing, unsaidMeaning } = matchOf(input)
  const kinds = best?.kinds ?? []
  const shared = Math.max(0, ...ranked.slice(0, first).map(({ match }) => match.share))
  const unsaid = 1 - anywhere
  const anyNear = nearness(input)
  const nearer = nearerWithout(input)
  if (input.isProse) {
    return { ...none, prose: 1, proseNear: Math.max(anyNear, ...nextNear(input)) }
  }
  const near = withinSeen(anyNear)
  const asks = (kind: AnswerKindAsked) => kinds.includes(kind) && !isToldAsWhat(input)
  const whether = Number(asksWhether(foldQuestion(asked)) && !(best !== undefined && saysYesOrNo(best)))
  const same = Number(sameLanguage)
  const isOfSomething = kinds.some((kind) => ofSomething.has(kind))
  return {
    ...none,
    covered: same * Math.max(covered, recordAround(ranked)?.match.covered ?? 0, coveredWithNextLine(ranked)),
    unsaid: same * unsaid,
    across: 1 - same,
    sharedAcross: (1 - same) * shared,
    near,
    nearSquared: near * Math.abs(near),
    nearUnsaid: same * unsaid * near,
    nearerWithout: same * nearer,
    unsaidOf: Number(isOfSomething) * same * unsaid,
    uncounted: same * Number(lacksCounted(asked, missing)),
    unsaidHead: unsaidHead(input, missing),
    unsaidName: unsaidName(input, missing),
    unsaidMeaning,
    byForm: kinds.includes('money') ? (best?.match.byForm ?? 0) : 0,
    asksWho: Number(asks('person')),
    asksNumber: Number(asks('number')),
    asksMeasure: Number(asks('measure')),
    light: countLight(foldQuestion(asked)),
    unsaidTime: Math.max(
      Number(lacksYear(foldQuestion(asked), missing)),
      Number(lacksTime(asked, missing, ranked, sameLanguage)),
    ),
    kindAround:
      ranked.slice(0, lookedForForm).filter(({ hasKind }) => hasKind === true).length /
      Math.min(lookedForForm, ranked.length),
    ...standing(ranked),
    likeOthers: Number(isLikeOthers(ranked)),
    passageNear: withinSeen(deviationsOf(input.similarity, input)),
    ...lackingKind(ranked, sameLanguage),
    lacksForm: Number(lacksForm(asked, ranked)),
    whether,
    whetherUnsaid: whether * same * unsaid,
  }
}

/** A label or a word before it tells what the best unit says: its name, its number is no other's. */
function isToldAsWhat<P extends RankedPassage>({ asked, ranked: [best] }: EvidenceInput<P>): boolean {
  return best !== undefined && (best.features.labelAsked > 0 || saysWhatIsAsked(asked, withLead(best)))
}

function unsaidHead<P extends RankedPassage>(
  { asked, ranked, sameLanguage }: EvidenceInput<P>,
  missing: readonly string[],
): number {
  const [best] = ranked
  // who heads a department is told by a line of its name and theirs
  const isTold = best !== undefined && saysWhoHeadsIt(asked, withLead(best))
  const isUnsaid =
    (sameLanguage &&
      ((lacksHead(asked, missing) && !isTold) ||
        lacksAcronym(asked, missing, textsOf(ranked)) ||
        isTableWithout(asked, ranked, missing))) ||
    lacksCode(asked, missing)
  const isOfOther = isRowOfOther(asked, ranked, missing) || isOfAnother(asked, ranked, missing)
  const isOpposite = (best?.features.opposite ?? 0) > 0
  return Number(isUnsaid || lacksArticle(asked, ranked) || isOfOther || isOpposite)
}

const unsaidName = <P extends RankedPassage>({ asked, ranked }: EvidenceInput<P>, missing: readonly string[]): number =>
  Number(lacksNamed(asked, missing) || isOtherNumbered(asked, ranked, missing))

/** What of the question the best unit has. */
function matchOf<P extends RankedPassage>({ asked, ranked: [best] }: EvidenceInput<P>): TermMatch {
  // neither who has the most nor who signed a letter is said in words of the question
  if (isToldAsExtreme(asked, best) || (best?.features.signerAsked ?? 0) > 0) return whole
  const match = best?.match ?? noMatch
  // the article, clause or section that is asked for: its number may be written otherwise, and nothing else need be said
  return (best?.features.articleAsked ?? 0) > 0 ? { ...whole, unsaidMeaning: match.unsaidMeaning } : match
}

const whole: TermMatch = { ...noMatch, covered: 1, anywhere: 1 }

const none: EvidenceFeatures = {
  covered: 0,
  unsaid: 0,
  across: 0,
  sharedAcross: 0,
  near: 0,
  nearSquared: 0,
  nearUnsaid: 0,
  nearerWithout: 0,
  unsaidOf: 0,
  uncounted: 0,
  unsaidHead: 0,
  unsaidName: 0,
  unsaidMeaning: 0,
  byForm: 0,
  asksWho: 0,
  asksNumber: 0,
  asksMeasure: 0,
  light: 0,
  unsaidTime: 0,
  kindAround: 0,
  terms: 0,
  likeOthers: 0,
  score: 0,
  passageNear: 0,
  lacksKind: 0,
  lacksKindAcross: 0,
  lacksKindNearby: 0,
  lacksName: 0,
  lacksForm: 0,
  whether: 0,
  whetherUnsaid: 0,
  prose: 0,
  proseNear: 0,
}

const textsOf = <P extends RankedPassage>(ranked: readonly RankedUnit<P>[]): readonly string[] => ranked.map(withLead)

/** What of the kind that is asked for the best unit lacks. */
function lackingKind<P extends RankedPassage>(
  ranked: readonly RankedUnit<P>[],
  sameLanguage: boolean,
): Pick<EvidenceFeatures, 'lacksKind' | 'lacksKindAcross' | 'lacksKindNearby' | 'lacksName'> {
  const [best] = ranked
  const kinds = best?.kinds ?? []
  // a condition may be said in any form
  const lacks = best?.hasKind === false && !kinds.includes('condition')
  const ofName = kinds.every((kind) => names.has(kind))
  const lacksKind = lacks && !ofName
  // "Color antracita" names what is asked for, in whatever form, and amounts stand in columns that are not called so ("Low | High")
  const saysAll = (best?.match.covered ?? 0) >= allCovered && kinds.some((kind) => ofAnyForm.has(kind))
  const mayHave = saysAll || (best?.kind === 'row' && bareNumbersIn(best.text).some((number) => /\d./.test(number)))
  return {
    lacksKind: Number(lacksKind),
    lacksKindAcross: Number(lacksKind && !sameLanguage),
    // how many is often said without a number: "una caja"
    lacksKindNearby: Number(lacksKind && !mayHave && !kinds.includes('number') && !isKindNear(ranked)),
    lacksName: Number(lacks && ofName),
  }
}

/** Whether a unit that is nearly as much about the question has what is asked for. */
function isKindNear<P extends RankedPassage>([best, ...others]: readonly RankedUnit<P>[]): boolean {
  const enough = (best?.match.covered ?? 0) * asMuchAbout
  return others.slice(0, lookedForForm - 1).some(({ hasKind, match }) => hasKind === true && match.covered >= enough)
}

/** Of the best unit, or the record that it is a line of, embedded alone, else within its passage, else of the passage. */
function nearness<P extends RankedPassage>(input: EvidenceInput<P>): number {
  const [best] = input.ranked
  const near = [best, recordAround(input.ranked)].flatMap((unit) => unit?.alone ?? unit?.similarity ?? [])
  return deviationsOf(near.length === 0 ? input.similarity : Math.max(...near), input)
}

/** What is further off than nearly all questions of the sets, such as a word that nobody knows, is as far off as those. */
const withinSeen = (near: number): number => Math.min(2, Math.max(-1.2, near))

function deviationsOf<P extends RankedPassage>(near: number | null, { scale }: EvidenceInput<P>): number {
  return scale === null || near === null ? 0 : (near - scale.middle) / scale.deviation
}

/** Of the units behind the best one, within their passages: which sentence of running text is meant is often seen by the next one. */
function nextNear<P extends RankedPassage>(input: EvidenceInput<P>): number[] {
  return input.ranked
    .slice(1, first)
    .flatMap(({ similarity }) => (similarity === null ? [] : deviationsOf(similarity, input)))
}

function nearerWithout<P extends RankedPassage>({ ranked: [best], nearWithout, scale }: EvidenceInput<P>): number {
  const alone = best?.alone ?? null
  if (scale === null || nearWithout === null || alone === null) return 0
  return (nearWithout - alone) / scale.deviation
}
