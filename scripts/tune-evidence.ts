// Where the weights of `src/query/answer/evidence/evidence.ts` come from: fits them to everyday sets and SQuAD-style files with unanswerable
// questions, and says how they do on groups of documents they were not fitted to. Deterministic.
// Usage: npm run tune:evidence -- FOLDER_OR_FILE…
import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import path from 'node:path'
import { parseCompanyId, type CompanyId } from '../src/domain/ids.ts'
import { evidenceWeights } from '../src/query/answer/evidence/evidence.ts'
import type { EvidenceFeatures } from '../src/query/answer/evidence/evidence-features.ts'
import { readEverydaySet } from './eval/everyday-set.ts'
import { addSquadFile, evidenceOfRanking, openFitPipeline } from './eval/fit-pipeline.ts'
import { fitLogistic, scoreOf, type Example } from './eval/fit-logistic.ts'
import { areaUnderCurve, refusedAt } from './eval/order-of-scores.ts'

/** Of sets that the lists of words were made with: they flatter what counts words. */
const lookedAt: ReadonlySet<string> = new Set(['everyday', 'everyday-2', 'everyday-3'])
/** Nobody is judged by its documents, and its questions are worded further from them than people word theirs. */
const practice = { name: 'practice', importance: 0.3 }
/** Every so many questions of a SQuAD-style file: they are many and of one kind. */
const everySquadQuestion = 4
/** All questions of an everyday set together count this many times those of a SQuAD-style file; of one that was looked at half of it. */
const everydayImportance = 2
const folds = 8
const names = Object.keys(evidenceWeights) as readonly (keyof EvidenceFeatures)[] // the keys of that very object
/**
 * Names of the question are too rarely missing for a weight of their own; that words are missing would speak for an answer in the company
 * of the others; and running text is judged by what SQuAD says of it.
 */
const held: ReadonlySet<string> = new Set(['unsaidName', 'unsaid', 'prose', 'proseNear'])
const options = {
  shrink: 0.01,
  start: names.map((name) => evidenceWeights[name]),
  held: names.map((name) => held.has(name)),
}

const pipeline = await openFitPipeline()
const sets: { readonly name: string; readonly examples: readonly Example[] }[] = []
for (const source of process.argv.slice(2)) {
  const daily = statSync(source).isDirectory()
  const examples = daily ? await everydayExamples(source) : await squadExamples(source)
  const name = path.basename(path.resolve(source))
  const known = name === practice.name ? practice.importance : lookedAt.has(name) ? 0.5 : 1
  const importance = daily ? everydayImportance * known : 1
  sets.push({ name, examples: balanced(examples, importance) })
}
await pipeline.close()

const all = sets.flatMap(({ examples }) => examples)
const groups = [...new Set(all.map(({ group }) => group))]
const foldOf = ({ group }: Example): number => groups.indexOf(group) % folds
const heldOut = Array.from({ length: folds }, (_, fold) =>
  fitLogistic(
    all.filter((example) => foldOf(example) !== fold),
    options,
  ),
)
const weights = fitLogistic(all, options)
console.log([...names, 'intercept'].map((name, i) => `${name}: ${(weights[i] ?? 0).toFixed(2)}`).join('\n'))
for (const { name, examples } of sets) {
  const scores = examples.map((example) => ({
    score: scoreOf(heldOut[foldOf(example)] ?? weights, example.features),
    answers: example.answers,
  }))
  const refused = [0.02, 0.05].map((share) => refusedAt(scores, share).refused.toFixed(3))
  console.log(
    `${name}, on groups they were not fitted to: area ${areaUnderCurve(scores).toFixed(3)}, refused at 2 / 5 % wrong refusals ${refused.join(' / ')}`,
  )
}
const daily = sets
  .filter((_, i) => statSync(process.argv[i + 2] ?? '').isDirectory())
  .flatMap(({ examples }) => examples)
const scored = daily.map(({ features, answers }) => ({ score: scoreOf(weights, features), answers }))
const { threshold } = refusedAt(scored, 0.02)
console.log(`two of a hundred everyday questions are refused below ${threshold.toFixed(2)}: take it from the intercept`)

/** Those that are answered count as much as those that are not. */
function balanced(examples: readonly Example[], importance: number): Example[] {
  const answered = examples.filter(({ answers }) => answers).length
  return examples.map((one) => ({
    ...one,
    importance: (importance * 500) / Math.max(1, one.answers ? answered : examples.length - answered),
  }))
}

async function everydayExamples(folder: string): Promise<Example[]> {
  const found: Example[] = []
  for (const { name, files, questions } of await readEverydaySet(folder)) {
    const company = parseCompanyId(randomUUID())
    for (const file of files) await pipeline.addFile(company, file)
    for (const { question, accepted } of questions) {
      const features = await featuresOf(company, question)
      found.push({ group: `${folder}/${name}`, features, answers: accepted !== null, importance: 1 })
    }
  }
  return found
}

async function squadExamples(file: string): Promise<Example[]> {
  const { company, questions } = await addSquadFile(pipeline, file, {
    withUnanswerable: true,
    every: everySquadQuestion,
  })
  const found: Example[] = []
  for (const { name, question, accepted } of questions) {
    const features = await featuresOf(company, question)
    found.push({ group: `${file}/${name}`, features, answers: accepted.length > 0, importance: 1 })
  }
  return found
}

async function featuresOf(company: CompanyId, question: string): Promise<number[]> {
  const features = evidenceOfRanking(pipeline, question, await pipeline.rank(company, question))
  return names.map((name) => features[name])
}
