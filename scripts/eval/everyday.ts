import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { parseCompanyId } from '../../src/domain/ids.ts'
import { judge, summarise, type EverydayFigures, type EverydayOutcome } from './everyday-judge.ts'
import { readEverydaySet, type EverydayCase } from './everyday-set.ts'
import type { Pipeline } from './pipeline.ts'

type Progress = (what: string, done: number, total: number) => void

/** Gives the documents of each case to a company of its own, asks as people do, and judges what is quoted. */
export async function evaluateEveryday(
  folder: string,
  pipeline: Pipeline,
  onProgress: Progress,
): Promise<EverydayFigures> {
  const cases = await readEverydaySet(folder)
  const outcomes: EverydayOutcome[] = []
  for (const [done, one] of cases.entries()) {
    outcomes.push(...(await tryCase(one, pipeline)))
    onProgress('everyday cases', done + 1, cases.length)
  }
  const documents = cases.reduce((sum, { files }) => sum + files.length, 0)
  return { dataSet: path.basename(path.resolve(folder)), documents, ...summarise(outcomes) }
}

async function tryCase({ name, files, questions }: EverydayCase, pipeline: Pipeline): Promise<EverydayOutcome[]> {
  const companyId = parseCompanyId(randomUUID())
  for (const file of files) await pipeline.addFile(companyId, file)
  const outcomes: EverydayOutcome[] = []
  for (const question of questions) {
    const began = performance.now()
    const { answerKind, citations, evidence } = await pipeline.ask(companyId, question.question)
    const milliseconds = performance.now() - began
    const verdict = judge(question, { answer_kind: answerKind, citations })
    const quotes = citations.slice(0, 3).map(({ quote }) => quote)
    const { unit } = question
    outcomes.push({
      name,
      question: question.question,
      unit,
      verdict,
      quotes,
      evidence: evidence ?? 0,
      milliseconds,
    })
  }
  return outcomes
}
