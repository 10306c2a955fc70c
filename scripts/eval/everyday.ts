import path from 'node:path'
import { createClient } from './client.ts'
import { judge, summarise, type EverydayFigures, type EverydayOutcome } from './everyday-judge.ts'
import { readEverydaySet, type EverydayCase } from './everyday-set.ts'
import { inParallel } from './retrieval.ts'

export interface EverydayOptions {
  readonly url: string
  /** Cases that are tried at the same time. */
  readonly concurrency: number
  readonly onProgress: (what: string, done: number, total: number) => void
}

/** Uploads the documents of each case into a company of its own, asks as people do, and judges what is quoted. */
export async function evaluateEveryday(folder: string, options: EverydayOptions): Promise<EverydayFigures> {
  const cases = await readEverydaySet(folder)
  const outcomes = await inParallel(
    cases,
    options.concurrency,
    (one) => tryCase(one, options.url),
    (done) => options.onProgress('everyday cases', done, cases.length),
  )
  const documents = cases.reduce((sum, { files }) => sum + files.length, 0)
  return { dataSet: path.basename(path.resolve(folder)), documents, ...summarise(outcomes.flat()) }
}

async function tryCase({ name, files, questions }: EverydayCase, url: string): Promise<EverydayOutcome[]> {
  const client = createClient(url)
  const ids: string[] = []
  const outcomes: EverydayOutcome[] = []
  try {
    for (const file of files) ids.push(await client.upload(file))
    for (const question of questions) {
      const { reply, milliseconds } = await client.ask(question.question)
      const quotes = reply.citations.slice(0, 3).map(({ quote }) => quote)
      outcomes.push({ name, question: question.question, verdict: judge(question, reply), quotes, milliseconds })
    }
  } finally {
    for (const id of ids) await client.remove(id)
  }
  return outcomes
}
