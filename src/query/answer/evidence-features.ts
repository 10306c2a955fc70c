import type { RelevanceScale } from '../../domain/embedder-traits.ts'
import type { RankedPassage } from '../../domain/passage.ts'
import { fold } from '../../domain/text/fold.ts'
import type { AnswerKindAsked } from './quotes/answer-kind.ts'
import { asksWhether } from './quotes/asks-whether.ts'
import { formAsked, hasForm } from './quotes/asked-form.ts'
import type { TermMatch } from './quotes/match-terms.ts'
import { properNamesIn } from './quotes/proper-names.ts'
import type { RankedUnit } from './quotes/rank-units.ts'
import { isOfRunningText } from './quotes/running-text.ts'

export interface EvidenceInput<P extends RankedPassage> {
  /** The question, without what a mail says around it. */
  readonly asked: string
  /** What can be quoted, best first. */
  readonly ranked: readonly RankedUnit<P>[]
  /** Words of the question. */
  readonly words: number
  /** Best inner product of the question with a passage; null when the dense leg did not run. */
  readonly similarity: number | null
  /** How near the best unit is to the question without the words nothing has (`nearness-without.ts`); null: it has none. */
  readonly nearWithout: number | null
  /** Of the embedder's model; null when nobody has measured it. */
  readonly scale: RelevanceScale | null
  /** Whether question and passages are in one language: shared words say little otherwise. */
  readonly sameLanguage: boolean
}

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
  /** The best unit has no amount, date or number although one is asked for. */
  readonly lacksKind: number
  /** The same in another language, where no words can make up for it. */
  readonly lacksKindAcross: number
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

/** A question of more words is a sentence; of a long paragraph, one of fewer is. */
const manyWords = 7
const enoughWords = 4
/** The vector of a longer sentence says little of each thing in it; its words do. Characters. */
const longestJudged = 350
/** The share that is all of a question's words, whatever rounding takes. */
const allCovered = 0.95
/** … and where it has what is asked for as well. */
const mostCovered = 0.85
const first = 3
const lookedForForm = 5
const ofSomething: ReadonlySet<AnswerKindAsked> = new Set(['money', 'percent', 'duration', 'person'])
const names: ReadonlySet<AnswerKindAsked> = new Set(['person', 'agent', 'place'])

/** Of at least one unit. */
export function evidenceFeatures<P extends RankedPassage>(input: EvidenceInput<P>): EvidenceFeatures {
  const { ranked, sameLanguage, asked } = input
  const [best] = ranked
  // the article, clause or section that is asked for: its number may be written otherwise, and nothing else need be said
  const isArticle = (best?.features.articleAsked ?? 0) > 0
  const { covered, anywhere, unsaid: missing } = isArticle ? whole : (best?.match ?? noMatch)
  const kinds = best?.kinds ?? []
  const shared = Math.max(0, ...ranked.slice(0, first).map(({ match }) => match.share))
  const unsaid = 1 - anywhere
  const near = nearness(input)
  // a condition may be said in any form
  const lacks = best?.hasKind === false && !kinds.includes('condition')
  const nearer = nearerWithout(input)
  if (isJudgedAsProse(input)) {
    return { ...none, prose: 1, proseNear: Math.max(near, ...nextNear(input)) }
  }
  const whether = Number(asksWhether(fold(asked)) && !(best !== undefined && saysYesOrNo(best)))
  const ofName = best !== undefined && kinds.every((kind) => names.has(kind))
  const same = Number(sameLanguage)
  const isOfSomething = kinds.some((kind) => ofSomething.has(kind))
  return {
    ...none,
    covered: same * covered,
    unsaid: same * unsaid,
    across: 1 - same,
    sharedAcross: (1 - same) * shared,
    near,
    nearerWithout: same * nearer,
    unsaidOf: Number(isOfSomething) * same * unsaid,
    uncounted: same * Number(lacksCounted(asked, missing)),
    unsaidHead: Math.max(
      same * Number(lacksHead(asked, missing)),
      Number(best !== undefined && isOther(asked, missing, best)),
    ),
    unsaidName: Number(lacksNamed(asked, missing)),
    lacksKind: Number(lacks && !ofName),
    lacksKindAcross: Number(lacks && !ofName && !sameLanguage),
    lacksName: Number(lacks && ofName),
    lacksForm: Number(lacksForm(asked, ranked)),
    whether,
    whetherUnsaid: whether * same * unsaid,
  }
}

const noMatch: Pick<TermMatch, 'covered' | 'anywhere' | 'unsaid'> = { covered: 0, anywhere: 0, unsaid: [] }

const whole: typeof noMatch = { covered: 1, anywhere: 1, unsaid: [] }

const none: EvidenceFeatures = {
  covered: 0,
  unsaid: 0,
  across: 0,
  sharedAcross: 0,
  near: 0,
  nearerWithout: 0,
  unsaidOf: 0,
  uncounted: 0,
  unsaidHead: 0,
  unsaidName: 0,
  lacksKind: 0,
  lacksKindAcross: 0,
  lacksName: 0,
  lacksForm: 0,
  whether: 0,
  whetherUnsaid: 0,
  prose: 0,
  proseNear: 0,
}

type Judged<P extends RankedPassage> = Pick<EvidenceInput<P>, 'ranked' | 'words' | 'scale' | 'sameLanguage'>

/** Whether words that nothing has tell anything, so that it is worth embedding the question without them. */
export function looksAtUnsaid<P extends RankedPassage>(input: Judged<P>): boolean {
  return input.scale !== null && input.sameLanguage && !isJudgedAsProse(input)
}

/** Only the similarity judges prose: a model nobody has measured cannot, and words do. */
function isJudgedAsProse<P extends RankedPassage>({ ranked: [best], words, scale, sameLanguage }: Judged<P>): boolean {
  return best !== undefined && scale !== null && sameLanguage && isAboutProse(best, words)
}

function isAboutProse<P extends RankedPassage>(best: RankedUnit<P>, words: number): boolean {
  if (best.kind !== 'sentence' || words < enoughWords || best.end - best.start > longestJudged) return false
  // one that has all the words is there, however far off its other words take it
  if (best.match.covered >= (best.hasKind === true ? mostCovered : allCovered) && best.hasKind !== false) return false
  return words > manyWords || isOfRunningText(best)
}

/** "Mascotas: no" says whether pets are admitted, without the verb. */
function saysYesOrNo<P extends RankedPassage>({ kind, text, match }: RankedUnit<P>): boolean {
  return kind === 'label' && match.covered > 0 && /:\s*(?:s[ií]|no|yes|none|ningun[oa])(?![\p{L}\d])/iu.test(text)
}

/** Whether something with a form of its own is asked for and none of the first units has one. */
function lacksForm<P extends RankedPassage>(asked: string, ranked: readonly RankedUnit<P>[]): boolean {
  const form = formAsked(fold(asked))
  if (form === null) return false
  return !ranked
    .slice(0, lookedForForm)
    .some(({ lead, text, heading }) => {
      const [above, own] = [lead?.text ?? '', heading?.text ?? ''].map(fold)
      return hasForm(form, `${above}\n${fold(text)}`, `${own}\n${above}`)
    })
}

/** Of the best unit embedded alone, else within its passage, else of the passage. */
function nearness<P extends RankedPassage>({ ranked: [best], similarity, scale }: EvidenceInput<P>): number {
  if (scale === null) return 0
  const near = best?.alone ?? best?.similarity ?? similarity
  return near === null ? 0 : (near - scale.middle) / scale.deviation
}

/** Of the units behind the best one, within their passages: which sentence of running text is meant is often seen by the next one. */
function nextNear<P extends RankedPassage>({ ranked, scale }: EvidenceInput<P>): number[] {
  if (scale === null) return []
  return ranked
    .slice(1, first)
    .flatMap(({ similarity }) => (similarity === null ? [] : (similarity - scale.middle) / scale.deviation))
}

function nearerWithout<P extends RankedPassage>({ ranked: [best], nearWithout, scale }: EvidenceInput<P>): number {
  const alone = best?.alone ?? null
  if (scale === null || nearWithout === null || alone === null) return 0
  return (nearWithout - alone) / scale.deviation
}

/** Words with a capital that begin no sentence, and those with a digit, but no amounts, which a range may hold ("70 años"). Folded. */
function namesIn(question: string): string[] {
  if (question === question.toUpperCase()) return []
  const codes = question.match(/(?<![\p{L}\p{N}])\p{L}*\d[\p{L}\p{N}]*/gu) ?? []
  const amounts = new Set([...question.matchAll(amount)].map(([said]) => said))
  return [...properNamesIn(question), ...codes.filter((code) => !amounts.has(code)).map(fold)]
}

/** A short number of something, or of what somebody is, has or pays with. */
const amount =
  /(?<![\p{L}\p{N}.,])\d{1,3}(?= \p{L})|(?<=(?<!\p{L})(?:is|are|am|of|with|for|es|son|de|con|por|tiene|tengo|cumple) )\d{1,3}(?![\p{L}\p{N}])/giu

/** "¿Cuántos socios hay?", and no word for them, nor for which ("partidos ganados" are games won); people have many words, and the unit of a quantity often none. */
function lacksCounted(question: string, unsaid: readonly string[]): boolean {
  const counted = [...fold(question).matchAll(/\b(?:cuant[oa]s|how many) ([\p{L}]+)(?: ([\p{L}]+(?:ad|id)[oa]s)\b)?/gu)]
  return counted.some(
    ([, word = '', which]) =>
      unsaid.includes(word) && !countedWithoutWord.test(word) && (which === undefined || unsaid.includes(which)),
  )
}

const countedWithoutWord =
  /^(?:personas?|gente|people|persons|dias?|meses|anos?|horas|minutos|semanas|euros|kilos|litros|metros|days|months|years|hours|minutes|weeks|kilos|pounds|litres|met(?:re|er)s)$/

/** The noun of "quién es el …", "cuál es la …": the word behind the article, or what a number or name is asked of. Folded. */
const headInSpanish =
  /\b(?:quien(?:es)?|cual(?:es)?) (?:es|son|fue|sera|era|seran) (?:el |l[ao]s? |mis? |tus? |sus? |nuestr[oa]s? |un[oa]? )?(?:(?:numero|nombre)s? del? (?:l[ao]s? |el )?)?([a-z]+)/
/** … of "who is the …", "what is our …": the last word before what describes it. */
const headInEnglish =
  /\b(?:who|what) (?:is|are|was|were) (?:the|my|our|your|their|its) (?:[a-z]+ ){0,3}?([a-z]+)(?= (?:of|for|in|to|on|at|with|if|from|per|when|by|and)\b|[^a-z ]|$)/

/** Which number or code: "número de serie de la caldera", "what is the serial number?" */
const numberInSpanish = /\b(?:numero|n[º°o]|codigo|clave) de (?:l[ao]s? |el )?([a-z]+)/
const numberInEnglish = /\b([a-z]+) (?:number|code)\b/

/** What something has: "¿qué consumo tiene el …?", "¿de qué marca son …?", "what processor does the … have?" */
const hadInSpanish = /\b(?:que ([a-z]+) (?:tienen?|llevan?|usan?|traen?)|de que (marca|modelo|raza|talla) (?:es|son))\b/
const hadInEnglish =
  /\b(?:what|which|how much) (?:[a-z]+ ){0,2}?([a-z]+) (?:does|do) (?:[a-z0-9-]+ ){1,6}(?:have|contain|use)[^a-z0-9]*$/

/** What is asked for by whether it is there: "¿hay piscina?", "do you have a gym?". Its last word says what. */
const whetherInSpanish =
  /^(?:y )?(?:hay|tienen?|teneis|incluye[ns]?|cubre[ns]?|admite[ns]?|aceptan?|aceptais) (?!que )(?:[a-z0-9-]+ ){0,3}([a-z0-9-]+)$/
const whetherInEnglish =
  /^(?:and )?(?:is there|are there|(?:do|does) (?:[a-z]+ ){1,2}(?:have|sell|offer|include|cover)) (?!to )(?:[a-z0-9-]+ ){0,3}([a-z0-9-]+)$/

/** … and where a place follows: "¿hay algún restaurante en la isla?", "is there a shop on the site?". */
const thereInSpanish = /^(?:y )?(?:hay|tienen?|teneis) (?!que )(?:algun[oa]?s? |un[oa]?s? )?([a-z0-9-]+) (?:en|para|cerca)\b/
const thereInEnglish =
  /^(?:and )?(?:is|are) there (?:an? |any |some )?(?:[a-z0-9-]+ ){0,2}?([a-z0-9-]+) (?:in|at|on|near|for|by|with)\b/

/** A number is one, and a name, a person or a step, without being called so. */
const saidByItself =
  /^(?:numeros?|nombres?|personas?|pasos?|procedimientos?|procesos?|instrucciones|maneras?|formas?|tipos?|clases?|sustancias?|modos?|motivos?|causas?|razon(?:es)?|datos|informacion|numbers?|names?|persons?|people|steps?|procedures?|process(?:es)?|instructions?|ways?|kinds?|types?|sorts?|reasons?|causes?|details|information)$/

function lacksHead(question: string, unsaid: readonly string[]): boolean {
  const folded = fold(question)
  const whether = folded.replace(/^[^a-z]+|[^a-z0-9]+$/g, '')
  const there = [whetherInSpanish, whetherInEnglish, thereInSpanish, thereInEnglish].map((pattern) => pattern.exec(whether)?.[1] ?? '')
  if (there.some((last) => unsaid.includes(last))) return true
  const byForm = formAsked(folded) === null ? [numberInSpanish, numberInEnglish] : []
  return [headInSpanish, headInEnglish, hadInSpanish, hadInEnglish, ...byForm].some((pattern) => {
    const head = pattern.exec(folded)?.slice(1).find(Boolean) ?? ''
    return unsaid.includes(head) && !saidByItself.test(head)
  })
}

/** "Plot 412" of which nothing has the number is not what the row of plot 47 is about. */
function isOther<P extends RankedPassage>(
  question: string,
  unsaid: readonly string[],
  { kind, text }: RankedUnit<P>,
): boolean {
  if (kind !== 'row') return false
  const folded = fold(text)
  return [...fold(question).matchAll(/\b([a-z]{3,20}) (\d{1,6})\b/g)].some(
    ([, word = '', number = '']) =>
      unsaid.includes(number) && !beforeAmount.test(word) && new RegExp(`(?:^|\\| )${word} \\d`).test(folded),
  )
}

/** "De 70 años", "more than 5": an amount, not which one it is. */
const beforeAmount = /^(?:mas|menos|than|over|under|unos|unas|los|las|about|hasta|desde|entre|between)$/

function lacksNamed(question: string, unsaid: readonly string[]): boolean {
  return namesIn(question).some((name) => unsaid.includes(name))
}
