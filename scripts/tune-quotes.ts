// Where the weights of `src/query/answer/quotes/quote-weights.ts` come from: fits them to everyday sets and SQuAD-style files, and
// says how they do on groups of documents they were not fitted to. Deterministic.
// Usage: npm run tune -- FOLDER_OR_FILE…
import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { parseCompanyId } from '../src/domain/ids.ts'
import { standsIn } from './eval/everyday-judge.ts'
import { readEverydaySet, type Accepted } from './eval/everyday-set.ts'
import { addSquadFile, openFitPipeline } from './eval/fit-pipeline.ts'
import { fitWeights, rightFirst, type RankedExample } from './eval/fit-weights.ts'
import type { Pipeline } from './eval/pipeline.ts'
import { quoteFeatures, quoteFixed, quoteStart } from './eval/quote-features.ts'

/** An everyday question counts as three of the others, which are many and of one kind. */
const everydayImportance = 3
const folds = 5
const options = {
  rounds: 300,
  rate: 0.3,
  shrink: 0.002,
  start: quoteStart,
  fixed: quoteFixed,
}

const pipeline = await openFitPipeline()
const examples: RankedExample[] = []
/** Of the questions of everyday sets: where `meanQuestion` in `model.json` comes from. */
const asked: Float32Array[] = []
for (const path of process.argv.slice(2)) {
  const folder = statSync(path).isDirectory()
  examples.push(...(folder ? await everydayExamples(pipeline, path) : await squadExamples(pipeline, path)))
}
await pipeline.close()

const groups = [...new Set(examples.map(({ group }) => group))]
const heldOut = Array.from({ length: folds }, (_, fold) => {
  const inFold = ({ group }: RankedExample): boolean => groups.indexOf(group) % folds === fold
  return rightFirst(
    examples.filter(inFold),
    fitWeights(
      examples.filter((example) => !inFold(example)),
      options,
    ),
  )
})
const weights = fitWeights(examples, options)
console.log(quoteFeatures.map((name, i) => `${name}: ${(weights[i] ?? 0).toFixed(2)}`).join('\n'))
console.log(`right first with these weights: ${rightFirst(examples, weights).toFixed(3)}`)
console.log(`as they stand in the code: ${rightFirst(examples, options.start).toFixed(3)}`)
console.log(`on groups they were not fitted to: ${heldOut.map((share) => share.toFixed(3)).join(' ')}`)
if (asked.length > 0) console.log(`meanQuestion: [${meanOf(asked).join(', ')}]`)

function meanOf(vectors: readonly Float32Array[]): string[] {
  const dimension = vectors[0]?.length ?? 0
  return Array.from({ length: dimension }, (_, i) =>
    (vectors.reduce((sum, vector) => sum + (vector[i] ?? 0), 0) / vectors.length).toFixed(3),
  )
}

async function everydayExamples(product: Pipeline, folder: string): Promise<RankedExample[]> {
  const found: RankedExample[] = []
  for (const { name, files, questions } of await readEverydaySet(folder)) {
    const company = parseCompanyId(randomUUID())
    for (const file of files) await product.addFile(company, file)
    for (const { question, accepted } of questions) {
      const ranking = await product.rank(company, question)
      if (ranking.found.embedding !== null) asked.push(ranking.found.embedding)
      if (accepted !== null) found.push(exampleOf(name, everydayImportance, ranking.ranked, accepted))
    }
  }
  return found
}

async function squadExamples(product: Pipeline, file: string): Promise<RankedExample[]> {
  const { company, questions } = await addSquadFile(product, file)
  const found: RankedExample[] = []
  for (const { name, question, accepted } of questions) {
    found.push(exampleOf(name, 1, (await product.rank(company, question)).ranked, accepted))
  }
  return found
}

/** A list or an article is right only where nothing shorter is: everything in it would be, otherwise. */
function exampleOf(
  group: string,
  importance: number,
  ranked: Awaited<ReturnType<Pipeline['rank']>>['ranked'],
  accepted: readonly Accepted[],
): RankedExample {
  const units = ranked.map(({ kind, lead, text, features }) => {
    const quote = `${lead?.text ?? ''}\n${text}`
    const right = accepted.some((one) => standsIn(one, quote))
    return { features: quoteFeatures.map((name) => features[name]), right, long: kind === 'list' || kind === 'article' }
  })
  const shorter = units.some(({ right, long }) => right && !long)
  return { group, importance, units: units.map((unit) => ({ ...unit, right: unit.right && !(unit.long && shorter) })) }
}
