import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { detectLanguage } from '../../src/adapters/analyse/language.ts'
import { parseCompanyId, type CompanyId } from '../../src/domain/ids.ts'
import { evidenceOf } from '../../src/query/answer/evidence/evidence.ts'
import { evidenceFeatures, type EvidenceFeatures } from '../../src/query/answer/evidence/evidence-features.ts'
import { judgedBy } from '../../src/query/answer/evidence/judged-by.ts'
import { readSquadAnswers } from './data-sets.ts'
import { openPipeline, type Pipeline, type Ranking } from './pipeline.ts'
import { warningsOnly } from './warnings-only.ts'

// What the scripts that fit weights have in common.

const modelsFolder = fileURLToPath(new URL('../../models', import.meta.url))

/** With the default embedder, whose weights are fitted. */
export const openFitPipeline = (): Promise<Pipeline> =>
  openPipeline({ modelsFolder, embedder: 'multilingual-e5-small', denseWeight: null, log: warningsOnly })

interface SquadQuestion {
  /** Of its article. */
  readonly name: string
  readonly question: string
  readonly accepted: readonly string[]
}

/** Adds the articles of a SQuAD-style file as documents of one company. @returns its questions, or every so many of them */
export async function addSquadFile(
  pipeline: Pipeline,
  file: string,
  { withUnanswerable = false, every = 1 } = {},
): Promise<{ readonly company: CompanyId; readonly questions: readonly SquadQuestion[] }> {
  const company = parseCompanyId(randomUUID())
  const articles = await readSquadAnswers(file, { withUnanswerable })
  for (const { name, extracted } of articles) await pipeline.addText(company, name, extracted)
  const asked = articles.flatMap(({ name, questions }) => questions.map((one) => ({ name, ...one })))
  return { company, questions: asked.filter((_, i) => i % every === 0) }
}

/** What speaks for an answer in what was found for a question. */
export const evidenceOfRanking = (pipeline: Pipeline, question: string, ranking: Ranking): EvidenceFeatures =>
  evidenceFeatures(judged(pipeline, question, ranking))

/** How much speaks for an answer there, 0 to 1, before anything is read. */
export const evidenceUnread = (pipeline: Pipeline, question: string, ranking: Ranking): number =>
  evidenceOf(judged(pipeline, question, ranking))

function judged({ relevance: scale }: Pipeline, question: string, { found, ranked, nearWithout }: Ranking) {
  const judging = { detectLanguage, language: detectLanguage(question), scale }
  return { ...judgedBy(found, ranked, judging), nearWithout }
}
