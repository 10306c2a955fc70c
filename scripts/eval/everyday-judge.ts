import type { AskReply } from '../../src/contract/ask.ts'
import { mean, percentile } from './metrics.ts'
import type { Accepted, EverydayQuestion } from './everyday-set.ts'

/** What became of one question. The first two are right; an answer in the second or third quote is half of one. */
export type Verdict = 'first' | 'refused rightly' | 'in three' | 'wrong' | 'refused wrongly' | 'answered wrongly'

export interface EverydayOutcome {
  readonly name: string
  readonly question: string
  readonly verdict: Verdict
  readonly quotes: readonly string[]
  readonly milliseconds: number
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
  readonly p50Ms: number
  readonly p95Ms: number
  /** Every question that was not right, for eyes. */
  readonly wrong: readonly EverydayOutcome[]
}

export function judge({ accepted }: EverydayQuestion, reply: Pick<AskReply, 'answer_kind' | 'citations'>): Verdict {
  const refused = reply.answer_kind === 'nothing_found'
  if (accepted === null) return refused ? 'refused rightly' : 'answered wrongly'
  if (refused) return 'refused wrongly'
  const right = reply.citations.slice(0, 3).map(({ quote }) => accepted.some((one) => stands(one, quote)))
  if (right[0] === true) return 'first'
  return right.includes(true) ? 'in three' : 'wrong'
}

export function summarise(outcomes: readonly EverydayOutcome[]): Omit<EverydayFigures, 'dataSet' | 'documents'> {
  const unanswerable = outcomes.filter(({ verdict }) => verdict === 'refused rightly' || verdict === 'answered wrongly')
  const answerable = outcomes.filter((outcome) => !unanswerable.includes(outcome))
  const share = (of: readonly EverydayOutcome[], ...verdicts: readonly Verdict[]) =>
    mean(of.map(({ verdict }) => (verdicts.includes(verdict) ? 1 : 0)))
  const times = outcomes.map(({ milliseconds }) => milliseconds)
  return {
    answerable: answerable.length,
    rightInFirst: share(answerable, 'first'),
    rightInThree: share(answerable, 'first', 'in three'),
    wrongRefusals: share(answerable, 'refused wrongly'),
    unanswerable: unanswerable.length,
    falseAnswers: share(unanswerable, 'answered wrongly'),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    wrong: outcomes.filter(({ verdict }) => verdict !== 'first' && verdict !== 'refused rightly'),
  }
}

function stands(accepted: Accepted, quote: string): boolean {
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
