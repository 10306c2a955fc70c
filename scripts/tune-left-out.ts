// Fits the weights of quotes and of evidence to what `npm run examples` wrote, and says for each set how they do that were fitted
// to all the others: whether a loss is one of weights or of features. Deterministic, minutes instead of hours.
// Usage: npm run tune:left-out -- FILE…
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { evidenceWeights } from '../src/query/answer/evidence/evidence.ts'
import type { EvidenceFeatures } from '../src/query/answer/evidence/evidence-features.ts'
import { fitLogistic, scoreOf, type Example } from './eval/fit-logistic.ts'
import { areaUnderCurve, refusedAt } from './eval/order-of-scores.ts'
import { fitWeights, rightFirst } from './eval/fit-weights.ts'
import { quoteFeatures, quoteFixed, quoteStart } from './eval/quote-features.ts'

const evidenceNames = Object.keys(evidenceWeights) as readonly (keyof EvidenceFeatures)[]
const numbers = z.record(z.string(), z.number())
const line = z.object({
  set: z.string(),
  group: z.string(),
  answerable: z.boolean(),
  evidenceFeatures: numbers.nullable(),
  units: z.array(z.object({ kind: z.string(), features: numbers, right: z.boolean() })),
})
const everydayImportance = 3
const mostUnits = 40

const lines = process.argv.slice(2).flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text))),
)
const sets = [...new Set(lines.map(({ set }) => set))].toSorted()
const ranked = lines
  .filter(({ answerable }) => answerable)
  .map(({ set, group, units }) => {
    const shorter = units.some(({ right, kind }) => right && !isLong(kind))
    const seen = units.slice(0, mostUnits)
    return {
      set,
      // a fold is a set
      group: `${set}/${group}`,
      importance: set.startsWith('everyday') || set === 'practice' ? everydayImportance : 1,
      units: seen.map(({ kind, features, right }) => ({
        features: quoteFeatures.map((name) => features[name] ?? 0),
        right: right && !(isLong(kind) && shorter),
      })),
    }
  })
const decided = lines
  .filter(({ evidenceFeatures }) => evidenceFeatures !== null)
  .map(({ set, group, answerable, evidenceFeatures }) => ({
    set,
    group: `${set}/${group}`,
    answers: answerable,
    features: evidenceNames.map((name) => evidenceFeatures?.[name] ?? 0),
    importance: 1,
  }))

function isLong(kind: string): boolean {
  return kind === 'list' || kind === 'article'
}

const options = {
  rounds: 200,
  rate: 0.3,
  shrink: 0.01,
  start: quoteStart,
  fixed: quoteFixed,
}
const evidenceStart = evidenceNames.map((name) => evidenceWeights[name])
const evidenceOptions = {
  shrink: 1,
  start: evidenceStart,
  held: evidenceNames.map((name) => name === 'unsaidName'),
}
const daily = sets.filter((set) => set.startsWith('everyday'))
console.log('sets', daily.join(' '))
tellOfEach('quotes as they are ', (set) => rightFirst(of(ranked, set), quoteStart))
tellOfEach('quotes left out,', (set) => rightFirst(of(ranked, set), fitWeights(without(ranked, set), options)))
tellOfEach('evidence as it is  ', (set) => area(set, [...evidenceStart, 0]))
tellOfEach('evidence left out,', (set) => area(set, fitLogistic(balanced(without(decided, set)), evidenceOptions)))
console.log('quotes:', weightsText(quoteFeatures, fitWeights(ranked, options)))
const weights = fitLogistic(balanced(decided), evidenceOptions)
console.log('evidence:', weightsText([...evidenceNames, 'intercept'], weights))
const scored = scoresOf(
  decided.filter(({ set }) => daily.includes(set)),
  weights,
)
const thresholds = [0.05, 0.1, 0.15].map((share) => refusedAt(scored, share))
console.log('threshold at wrong refusals of 5, 10, 15 %:', JSON.stringify(thresholds))

function tellOfEach(what: string, figure: (set: string) => number): void {
  console.log(what, daily.map((set) => figure(set).toFixed(3)).join(' '))
}

function weightsText(named: readonly string[], values: readonly number[]): string {
  return named.map((name, i) => `${name} ${(values[i] ?? 0).toFixed(2)}`).join(', ')
}

function area(set: string, values: readonly number[]): number {
  return areaUnderCurve(scoresOf(of(decided, set), values))
}

function scoresOf(examples: readonly Example[], values: readonly number[]) {
  return examples.map(({ features, answers }) => ({ score: scoreOf(values, features), answers }))
}

function of<E extends { readonly set: string }>(examples: readonly E[], set: string): E[] {
  return examples.filter((one) => one.set === set)
}

function without<E extends { readonly set: string }>(examples: readonly E[], set: string): E[] {
  return examples.filter((one) => one.set !== set)
}

/** Those that are answered count as much as those that are not, in each set. */
function balanced(examples: readonly (Example & { readonly set: string })[]): Example[] {
  const count = (set: string, answers: boolean) =>
    examples.filter((one) => one.set === set && one.answers === answers).length
  const sizes = new Map(sets.map((set) => [set, [count(set, false), count(set, true)] as const]))
  return examples.map((one) => {
    const size = sizes.get(one.set)?.[Number(one.answers)] ?? 1
    const all = (sizes.get(one.set)?.[0] ?? 0) + (sizes.get(one.set)?.[1] ?? 0)
    return { ...one, importance: all / (2 * Math.max(1, size)) }
  })
}
