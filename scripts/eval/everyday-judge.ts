import { mean, percentile } from './metrics.ts'
import { allowedRefusals, areaUnderCurve, refusedAt } from './order-of-scores.ts'
import type { Accepted, EverydayQuestion } from './everyday-set.ts'

/** What became of one question. The first two are right; an answer in the second or third quote is half of one. */
export type Verdict = 'first' | 'refused rightly' | 'in three' | 'wrong' | 'refused wrongly' | 'answered wrongly'

export interface EverydayOutcome {
  readonly name: string
  readonly question: string
  readonly unit: string
  readonly verdict: Verdict
  readonly quotes: readonly string[]
  /** How much speaks for an answer, 0 to 1. */
  readonly evidence: number
  readonly milliseconds: number
}

export interface UnitFigures {
  readonly unit: string
  readonly questions: number
  readonly rightInFirst: number
  readonly rightInThree: number
  readonly wrongRefusals: number
}

/** What is judged of a reply. */
interface Reply {
  readonly answer_kind: string
  readonly citations: readonly { readonly quote: string }[]
}

/** Shares: of the questions that the documents answer, and of those that they do not. */
export interface EverydayFigures {
  readonly dataSet: string
  readonly documents: number
  readonly answerable: number
  readonly rightInFirst: number
  readonly rightInThree: number
  readonly wrongRefusals: number
  readonly unanswerable: number
  readonly falseAnswers: number
  /** Chance that a question with an answer has more evidence than one without. */
  readonly area: number
  /** Share of those without one that a threshold would refuse which refuses `allowedRefusals` of the others. */
  readonly refusedAtAllowed: number
  readonly p50Ms: number
  readonly p95Ms: number
  /** By kind of unit that answers, where the set says it. */
  readonly units: readonly UnitFigures[]
  /** Every question that was not right, for eyes. */
  readonly wrong: readonly EverydayOutcome[]
}

export function judge({ accepted }: Pick<EverydayQuestion, 'accepted'>, reply: Reply): Verdict {
  const refused = reply.answer_kind === 'nothing_found'
  if (accepted === null) return refused ? 'refused rightly' : 'answered wrongly'
  if (refused) return 'refused wrongly'
  const right = reply.citations.slice(0, 3).map(({ quote }) => accepted.some((one) => standsIn(one, quote)))
  if (right[0] === true) return 'first'
  return right.includes(true) ? 'in three' : 'wrong'
}

export function summarise(outcomes: readonly EverydayOutcome[]): Omit<EverydayFigures, 'dataSet' | 'documents'> {
  const unanswerable = outcomes.filter(({ verdict }) => verdict === 'refused rightly' || verdict === 'answered wrongly')
  const answerable = outcomes.filter((outcome) => !unanswerable.includes(outcome))
  const scores = outcomes.map((one) => ({ score: one.evidence, answers: answerable.includes(one) }))
  const times = outcomes.map(({ milliseconds }) => milliseconds)
  return {
    answerable: answerable.length,
    ...sharesOf(answerable),
    unanswerable: unanswerable.length,
    falseAnswers: share(unanswerable, 'answered wrongly'),
    area: areaUnderCurve(scores),
    refusedAtAllowed: refusedAt(scores, allowedRefusals).refused,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    units: [...new Set(answerable.map(({ unit }) => unit))]
      .filter(Boolean)
      .toSorted()
      .map((unit) => {
        const own = answerable.filter((outcome) => outcome.unit === unit)
        return { unit, questions: own.length, ...sharesOf(own) }
      }),
    wrong: outcomes.filter(({ verdict }) => verdict !== 'first' && verdict !== 'refused rightly'),
  }
}

function sharesOf(outcomes: readonly EverydayOutcome[]) {
  return {
    rightInFirst: share(outcomes, 'first'),
    rightInThree: share(outcomes, 'first', 'in three'),
    wrongRefusals: share(outcomes, 'refused wrongly'),
  }
}

function share(of: readonly EverydayOutcome[], ...verdicts: readonly Verdict[]): number {
  return mean(of.map(({ verdict }) => (verdicts.includes(verdict) ? 1 : 0)))
}

/** Whether an accepted wording stands in a quote, however it is written. */
export function standsIn(accepted: Accepted, quote: string): boolean {
  const text = folded(quote)
  return (typeof accepted === 'string' ? [accepted] : accepted).every((words) => text.includes(folded(words)))
}

/** Lower case, without accents, runs of white space as one. */
function folded(text: string): string {
  return text
    .replaceAll('\u00ad', '')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/\s+/gu, ' ')
    .toLowerCase()
    .trim()
}
