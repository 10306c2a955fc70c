import path from 'node:path'
import { createClient, type Client } from './client.ts'
import { readAskedQuestions, type AskedQuestion } from './data-sets.ts'
import { firstAnswering, mean, percentile } from './metrics.ts'
import { inParallel } from './retrieval.ts'

export interface AnswerFigures {
  readonly dataSet: string
  readonly files: number
  readonly questions: number
  /** Shares of all questions, of the first citation. */
  readonly rightFile: number
  /** Of the questions about files that have pages. */
  readonly rightPage: number | null
  readonly questionsWithPages: number
  /** Of the questions about files without pages: the heading above the quote. */
  readonly rightHeading: number | null
  readonly answerInFirst: number
  readonly answerInFirstThree: number
  readonly nothingFound: number
  readonly degraded: number
  readonly p50Ms: number
  readonly p95Ms: number
}

interface Outcome {
  readonly file: boolean
  readonly page: boolean | null
  readonly heading: boolean | null
  /** −1 when no quote answers. */
  readonly answering: number
  readonly nothingFound: boolean
  readonly degraded: boolean
  readonly milliseconds: number
}

export interface AnswerOptions {
  readonly url: string
  readonly concurrency: number
  readonly limit: number | null
  readonly onProgress: (what: string, done: number, total: number) => void
}

/** Uploads the files the questions are about, asks every question over HTTP, and compares what the citations say. */
export async function evaluateAnswers(questionsFile: string, options: AnswerOptions): Promise<AnswerFigures> {
  const all = await readAskedQuestions(questionsFile)
  const questions = options.limit === null ? all : spread(all, options.limit)
  const files = [...new Set(all.map((question) => question.file))]
  const client = createClient(options.url)
  const folder = path.dirname(questionsFile)
  const ids = await inParallel(
    files,
    2,
    (file) => client.upload(path.join(folder, file)),
    (done) => options.onProgress('processed files', done, files.length),
  )
  try {
    const outcomes = await inParallel(
      questions,
      options.concurrency,
      (question) => askOne(client, question),
      (done) => options.onProgress('asked questions', done, questions.length),
    )
    return { dataSet: path.basename(questionsFile), files: files.length, ...summarise(outcomes) }
  } finally {
    for (const id of ids) await client.remove(id)
  }
}

/** Every n-th question, so that a quick run still covers all files. */
function spread(questions: readonly AskedQuestion[], limit: number): readonly AskedQuestion[] {
  const step = Math.max(1, Math.floor(questions.length / limit))
  return questions.filter((_, i) => i % step === 0).slice(0, limit)
}

async function askOne(client: Client, question: AskedQuestion): Promise<Outcome> {
  const { reply, milliseconds } = await client.ask(question.question)
  const [first] = reply.citations
  const pages = question.pages ?? []
  const hasPages = pages.length > 0
  return {
    file: first?.file_name === question.file,
    page: hasPages ? first?.file_name === question.file && first.page !== null && pages.includes(first.page) : null,
    heading: hasPages || !question.heading ? null : (first?.heading_path.includes(question.heading) ?? false),
    answering: firstAnswering(
      reply.citations.map((citation) => citation.quote),
      question.answers,
    ),
    nothingFound: reply.answer_kind === 'nothing_found',
    degraded: reply.retrieval.degraded,
    milliseconds,
  }
}

export function summarise(outcomes: readonly Outcome[]): Omit<AnswerFigures, 'dataSet' | 'files'> {
  const share = (holds: (outcome: Outcome) => boolean): number =>
    mean(outcomes.map((outcome) => (holds(outcome) ? 1 : 0)))
  const known = (values: readonly (boolean | null)[]): number | null => {
    const judged = values.filter((value) => value !== null)
    return judged.length === 0 ? null : mean(judged.map((value) => (value ? 1 : 0)))
  }
  const times = outcomes.map((outcome) => outcome.milliseconds)
  return {
    questions: outcomes.length,
    rightFile: share((outcome) => outcome.file),
    rightPage: known(outcomes.map((outcome) => outcome.page)),
    questionsWithPages: outcomes.filter((outcome) => outcome.page !== null).length,
    rightHeading: known(outcomes.map((outcome) => outcome.heading)),
    answerInFirst: share((outcome) => outcome.answering === 0),
    answerInFirstThree: share((outcome) => outcome.answering >= 0 && outcome.answering < 3),
    nothingFound: share((outcome) => outcome.nothingFound),
    degraded: share((outcome) => outcome.degraded),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  }
}
