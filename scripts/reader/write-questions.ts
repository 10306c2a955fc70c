// Writes what the reader is taught with: each question of everyday sets and SQuAD-style files with the units that ranking puts first and
// whether they answer it, a line of JSON each.
// Usage: node scripts/reader/write-questions.ts OUT FOLDER_OR_FILE…
import { randomUUID } from 'node:crypto'
import { appendFile, writeFile } from 'node:fs/promises'
import { statSync } from 'node:fs'
import path from 'node:path'
import { parseCompanyId, type CompanyId } from '../../src/domain/ids.ts'
import { neededEvidence } from '../../src/query/answer/evidence/evidence.ts'
import { sentenceBefore } from '../../src/query/answer/quotes/near/read-units.ts'
import { readEverydaySet, type Accepted } from '../eval/everyday-set.ts'
import { standsIn } from '../eval/everyday-judge.ts'
import { addSquadFile, evidenceUnread, openFitPipeline } from '../eval/fit-pipeline.ts'
import type { Ranking } from '../eval/pipeline.ts'

/** Units of a question, the best first. */
const unitsWritten = 12
/** A little more than is read in the product: scores, and evidence. */
const nearlyClose = 1.1
const doubted = { least: 0.1, most: 0.9 } as const

const [out = '', ...sources] = process.argv.slice(2)
const pipeline = await openFitPipeline()
await writeFile(out, '')
for (const source of sources) await (statSync(source).isDirectory() ? writeEverydaySet(source) : writeSquadFile(source))
await pipeline.close()

async function writeEverydaySet(folder: string): Promise<void> {
  for (const { name, files, questions } of await readEverydaySet(folder)) {
    const company = parseCompanyId(randomUUID())
    for (const file of files) await pipeline.addFile(company, file)
    for (const { question, accepted } of questions) {
      await writeQuestion({ set: path.basename(path.resolve(folder)), name, company, question, accepted })
    }
  }
}

async function writeSquadFile(file: string): Promise<void> {
  const { company, questions } = await addSquadFile(pipeline, file, { withUnanswerable: true })
  for (const { name, question, accepted } of questions) {
    await writeQuestion({
      set: path.basename(file),
      name,
      company,
      question,
      accepted: accepted.length > 0 ? accepted : null,
    })
  }
}

interface Asked {
  readonly set: string
  /** Of the document or article; questions about one are taught or held out together. */
  readonly name: string
  readonly company: CompanyId
  readonly question: string
  readonly accepted: readonly Accepted[] | null
}

async function writeQuestion({ set, name, company, question, accepted }: Asked): Promise<void> {
  const ranking = await pipeline.rank(company, question)
  const { ranked } = ranking
  const units = ranked.slice(0, unitsWritten).map((unit) => {
    const { text, lead, heading, passage } = unit
    const withLead = `${lead?.text ?? ''} ${text}`
    return {
      text,
      lead: lead?.text ?? '',
      before: sentenceBefore(unit, ranked),
      title: passage.documentTitle ?? '',
      file: passage.fileName,
      heading: passage.headingPath.at(-1) ?? '',
      under: heading?.text ?? '',
      right: (accepted ?? []).some((one) => standsIn(one, text) || standsIn(one, withLead)),
    }
  })
  if (units.length === 0) return
  const share = shareTaught(ranking, question, accepted !== null && units[0]?.right === true)
  await appendFile(out, `${JSON.stringify({ set, name, question, accepted, share, units })}\n`)
}

/** How often a question is taught: most of all where it is read, and least where ranking does without. */
function shareTaught(ranking: Ranking, question: string, isRight: boolean): number {
  const [best, next] = ranking.ranked
  const evidence = evidenceUnread(pipeline, question, ranking)
  const isClose = best !== undefined && next !== undefined && best.score - next.score < nearlyClose
  if (isClose || (evidence > doubted.least && evidence < doubted.most)) return 1
  return evidence >= neededEvidence === isRight ? 0.25 : 0.5
}
