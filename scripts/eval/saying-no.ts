import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { parseCompanyId } from '../../src/domain/ids.ts'
import { neededEvidence } from '../../src/query/answer/evidence/evidence.ts'
import { readSquadAnswers } from './data-sets.ts'
import { allowedRefusals, areaUnderCurve, refusedAt, type Scored } from './order-of-scores.ts'
import type { Pipeline } from './pipeline.ts'

/** What evidence says of questions about the very text, half of which it does not answer (SQuAD 2). */
export interface SayingNoFigures {
  readonly dataSet: string
  readonly answerable: number
  readonly unanswerable: number
  /** Chance that a question with an answer has more evidence than one without. */
  readonly area: number
  /** As shipped: shares of those with an answer, and of those without one, that are refused. */
  readonly wrongRefusals: number
  readonly refused: number
  /** The same for the threshold that the questions of all other articles would set for `allowedRefusals`. */
  readonly crossed: { readonly wrongRefusals: number; readonly refused: number }
}

/** One question. */
export interface Weighed extends Scored {
  readonly article: number
}

/** Gives every article to one company, asks all questions, and compares the evidence of those with an answer and those without. */
export async function evaluateSayingNo(
  file: string,
  pipeline: Pipeline,
  onProgress: (what: string, done: number, total: number) => void,
): Promise<SayingNoFigures> {
  const companyId = parseCompanyId(randomUUID())
  const articles = await readSquadAnswers(file, { withUnanswerable: true })
  for (const [done, { name, extracted }] of articles.entries()) {
    await pipeline.addText(companyId, name, extracted)
    onProgress('articles', done + 1, articles.length)
  }
  const asked = articles.flatMap(({ questions }, article) => questions.map((one) => ({ article, ...one })))
  const weighed: Weighed[] = []
  for (const [done, { article, question, accepted }] of asked.entries()) {
    const { evidence } = await pipeline.ask(companyId, question)
    weighed.push({ article, score: evidence ?? 0, answers: accepted.length > 0 })
    onProgress('questions', done + 1, asked.length)
  }
  return { dataSet: path.basename(file), ...summariseNo(weighed) }
}

export function summariseNo(weighed: readonly Weighed[]): Omit<SayingNoFigures, 'dataSet'> {
  const answerable = weighed.filter(({ answers }) => answers).length
  const thresholds = new Map(
    [...new Set(weighed.map(({ article }) => article))].map((article) => {
      const others = weighed.filter((one) => one.article !== article)
      return [article, refusedAt(others, allowedRefusals).threshold] as const
    }),
  )
  const shares = (threshold: (one: Weighed) => number) => {
    const refused = weighed.filter((one) => one.score < threshold(one))
    const wrongly = refused.filter(({ answers }) => answers).length
    return {
      wrongRefusals: wrongly / Math.max(1, answerable),
      refused: (refused.length - wrongly) / Math.max(1, weighed.length - answerable),
    }
  }
  return {
    answerable,
    unanswerable: weighed.length - answerable,
    area: areaUnderCurve(weighed),
    ...shares(() => neededEvidence),
    crossed: shares(({ article }) => thresholds.get(article) ?? 0),
  }
}
