// Writes what `npm run tune` and `npm run tune:evidence` see, so that they need not ask again: a line a question, with the features of
// its units. For fits and experiments. Usage: npm run examples -- OUT FOLDER_OR_FILE…
import { randomUUID } from 'node:crypto'
import { appendFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseCompanyId, type CompanyId } from '../src/domain/ids.ts'
import { standsIn } from './eval/everyday-judge.ts'
import { readEverydaySet, type Accepted } from './eval/everyday-set.ts'
import { addSquadFile, evidenceOfRanking, openFitPipeline } from './eval/fit-pipeline.ts'

/** Every so many questions of a SQuAD-style file: they are many and of one kind. */
const everySquadQuestion = 6

const [out = '', ...sources] = process.argv.slice(2)
writeFileSync(out, '')
const pipeline = await openFitPipeline()
for (const source of sources) await (statSync(source).isDirectory() ? writeEveryday(source) : writeSquad(source))
await pipeline.close()

async function writeEveryday(folder: string): Promise<void> {
  const set = path.basename(path.resolve(folder))
  for (const { name, files, questions } of await readEverydaySet(folder)) {
    const company = parseCompanyId(randomUUID())
    for (const file of files) await pipeline.addFile(company, file)
    for (const { question, accepted } of questions) await write({ set, group: name }, company, question, accepted ?? [])
  }
}

async function writeSquad(file: string): Promise<void> {
  const options = { withUnanswerable: true, every: everySquadQuestion }
  const { company, questions } = await addSquadFile(pipeline, file, options)
  for (const { name, question, accepted } of questions) {
    await write({ set: path.parse(file).name, group: name }, company, question, accepted)
  }
}

async function write(
  about: { readonly set: string; readonly group: string },
  company: CompanyId,
  question: string,
  accepted: readonly Accepted[],
): Promise<void> {
  const ranking = await pipeline.rank(company, question)
  const units = ranking.ranked.map(({ kind, lead, text, features }) => ({
    kind,
    lead: lead?.text ?? null,
    text,
    features,
    right: accepted.some((one) => standsIn(one, `${lead?.text ?? ''}\n${text}`)),
  }))
  const example = {
    ...about,
    question,
    answerable: accepted.length > 0,
    evidenceFeatures: units.length === 0 ? null : evidenceOfRanking(pipeline, question, ranking),
    units,
  }
  appendFileSync(out, `${JSON.stringify(example)}\n`)
}
