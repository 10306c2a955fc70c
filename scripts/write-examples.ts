// Writes what `npm run tune` and `npm run tune:evidence` see, so that they need not ask again: a line a question, with the features of
// its units. For fits and experiments. Usage: npm run examples -- OUT FOLDER_OR_FILE…
import { randomUUID } from 'node:crypto'
import { appendFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { detectLanguage } from '../src/adapters/analyse/language.ts'
import { parseCompanyId, type CompanyId } from '../src/domain/ids.ts'
import { countWords } from '../src/domain/units/line-forms.ts'
import type { Log } from '../src/ports/log.ts'
import { evidenceFeatures } from '../src/query/answer/evidence-features.ts'
import { readSquadAnswers } from './eval/data-sets.ts'
import { standsIn } from './eval/everyday-judge.ts'
import { readEverydaySet, type Accepted } from './eval/everyday-set.ts'
import { openPipeline } from './eval/pipeline.ts'

/** Every so many questions of a SQuAD-style file: they are many and of one kind. */
const everySquadQuestion = 6

const nothing = (): void => undefined
const complain = (fields: object, message: string): void => console.error(message, fields)
const log: Log = { debug: nothing, info: nothing, warn: complain, error: complain, child: () => log }
const modelsFolder = fileURLToPath(new URL('../models', import.meta.url))
const [out = '', ...sources] = process.argv.slice(2)
writeFileSync(out, '')
const pipeline = await openPipeline({ modelsFolder, embedder: 'multilingual-e5-small', denseWeight: null, log })
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
  const company = parseCompanyId(randomUUID())
  const articles = await readSquadAnswers(file, { withUnanswerable: true })
  for (const { name, extracted } of articles) await pipeline.addText(company, name, extracted)
  const asked = articles.flatMap(({ name, questions }) => questions.map((one) => ({ name, ...one })))
  for (const { name, question, accepted } of asked.filter((_, i) => i % everySquadQuestion === 0)) {
    await write({ set: path.parse(file).name, group: name }, company, question, accepted)
  }
}

async function write(
  about: { readonly set: string; readonly group: string },
  company: CompanyId,
  question: string,
  accepted: readonly Accepted[],
): Promise<void> {
  const { found, ranked, nearWithout } = await pipeline.rank(company, question)
  const { asked, similarity } = found
  const [best] = ranked
  const sameLanguage = best === undefined || detectLanguage(best.passage.text) === detectLanguage(question)
  const input = {
    asked,
    ranked,
    words: countWords(asked),
    similarity,
    nearWithout,
    scale: pipeline.relevance,
    sameLanguage,
  }
  const units = ranked.map(({ kind, lead, text, features }) => ({
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
    evidenceFeatures: best === undefined ? null : evidenceFeatures(input),
    units,
  }
  appendFileSync(out, `${JSON.stringify(example)}\n`)
}
