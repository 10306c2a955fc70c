// `plan/` only reads: it looks at both ends (`look-at-end.ts`), counts and compares, and judges whether a move can begin.
import type { CompanyId } from '../../domain/ids.ts'
import type { MoveSide } from '../../domain/move.ts'
import type { CollectionSurvey } from '../../ports/collection-survey.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import type { PlacedCollection } from '../../ports/moves/move-store.ts'
import { compareCounts, readSample, type Sample } from './compare-counts.ts'
import { compareDocuments } from './compare-documents.ts'
import { estimateCost } from './estimate-cost.ts'
import { findStrangers } from './find-strangers.ts'
import { judgeLimits } from './judge-limits.ts'
import { judgeRights, judgeSourceRights } from './judge-rights.ts'
import { judgeWish } from './judge-wish.ts'
import { compareEnds, lookAtEnd, type End } from './look-at-end.ts'
import { mapFields } from './map-fields.ts'
import { rowsByCompany } from './rows-by-company.ts'
import { sampleRebuild } from './sample-rebuild.ts'
import { finding, type MovePlan, type PlanDeps, type PlanFinding, type PlannedSide } from './plan.ts'

/** Includes companies whose documents are still being processed, in error or marked as deleted. */
const knownTo = ({ documents }: PlanDeps) => documents.companies()

/**
 * Reads only: both ends, what PostgreSQL says and what the old collection holds, and whether a move can begin.
 * @param embedder of rows that are made anew: `timed` for the time they take, or only `tried`.
 */
export async function planMove(
  deps: PlanDeps,
  signal: AbortSignal,
  embedder: 'timed' | 'tried' = 'timed',
): Promise<MovePlan> {
  const byCompany = await deps.documents.chunksByCompany(deps.companies)
  const amount = {
    companies: byCompany.length,
    documents: await deps.documents.countProcessed(deps.companies),
    rows: byCompany.reduce((sum, { chunks }) => sum + chunks, 0),
  }
  const findings = await judgeWish(deps, amount.companies)
  if (deps.from === null || deps.to === null) {
    const nothing = { from: null, to: null, bytes: null, seconds: null, cost: null, fields: [] }
    return { go: false, ...nothing, ...amount, rowsByCompany: rowsByCompany(byCompany), findings }
  }
  const { row, address } = deps.from
  await using stores = new AsyncDisposableStack()
  const look = async (side: 'from' | 'to') => {
    const found = await lookAtEnd(deps, side, signal)
    if ('level' in found) findings.push(found)
    else stores.defer(() => found.store.close())
    return 'level' in found ? null : found
  }
  const [from, to] = [await look('from'), await look('to')]
  let sample: Sample | null = null
  let found: ReadonlyMap<CompanyId, number> = new Map()
  if (from !== null && from.state === null) findings.push(sourceMissing(row.name, deps.rebuild))
  if (from !== null && from.state !== null) {
    if (to !== null) findings.push(...compareEnds(from.state, to.state, deps.to.fingerprint))
    sample = await readSample(deps, from.store, signal)
    const compared = await compareSource(deps, from.store, signal)
    findings.push(...compared.findings)
    found = compared.found
  }
  const rebuild = await sampleRebuild(deps, { rows: amount.rows, how: embedder }, signal)
  if (rebuild !== null) findings.push(rebuild.finding)
  const estimated = estimate(amount.rows, sample)
  const zilliz = to?.info.kind === 'zilliz'
  const { bytes } = estimated
  const cost = zilliz && bytes !== null ? estimateCost({ ...amount, bytes }) : null
  if (to !== null) findings.push(...(await lookOverTarget(deps, to, { bytes, cost, zilliz }, signal)))
  return {
    go: findings.every(({ level }) => level !== 'error'),
    from: planned({ ...row, address }, from),
    to: planned(deps.to, to),
    ...amount,
    rowsByCompany: rowsByCompany(byCompany, found),
    ...estimated,
    seconds: rebuild?.seconds ?? estimated.seconds,
    cost,
    fields: from === null || to === null ? [] : await fieldsOf(deps, signal),
    findings,
  }
}

async function fieldsOf(deps: PlanDeps, signal: AbortSignal): Promise<MovePlan['fields']> {
  const look = (side: MoveSide) => withSurvey(deps, side, (survey) => survey.fields(signal))
  return mapFields({ from: await look('from'), to: await look('to'), rebuild: deps.rebuild })
}

/** What the old collection has and PostgreSQL does not, and the other way round. */
async function compareSource(deps: PlanDeps, store: VectorStore, signal: AbortSignal) {
  const { findings, companies, found } = await compareCounts(deps, store, signal)
  return withSurvey(deps, 'from', async (survey) => ({
    found,
    findings: [
      ...findings,
      ...(await compareDocuments(deps, survey, companies, signal)),
      ...(await findStrangers(survey, await knownTo(deps), 'source', signal)),
      ...judgeSourceRights(await survey.lackingRights(signal)),
    ],
  }))
}

type Weight = Pick<MovePlan, 'bytes' | 'cost'> & { readonly zilliz: boolean }

function lookOverTarget(deps: PlanDeps, to: End, weight: Weight, signal: AbortSignal): Promise<PlanFinding[]> {
  return withSurvey(deps, 'to', async (survey) => {
    const isNew = to.state === null
    const collections = await survey.collections(signal)
    const { topK } = deps
    return [
      ...judgeLimits({ topK, maxTopK: to.info.maxTopK, collections, isNew, ...weight }),
      ...judgeRights(await survey.lackingRights(signal), isNew),
      ...(isNew ? [] : await findStrangers(survey, await knownTo(deps), 'target', signal)),
    ]
  })
}

async function withSurvey<T>(
  deps: PlanDeps,
  side: MoveSide,
  work: (survey: CollectionSurvey) => Promise<T>,
): Promise<T> {
  await using open = new AsyncDisposableStack()
  const survey = await deps.survey(side)
  open.defer(() => survey.close())
  return await work(survey)
}

function sourceMissing(name: string, rebuild: boolean): PlanFinding {
  const message = `The collection ${name} is not there.`
  if (!rebuild) return finding('error', 'source_missing', message, 'Set the address back to where it is.')
  return finding('warning', 'source_missing', message, 'It is made again, empty; answers come with the new one.')
}

function planned({ store, name, address, fingerprint }: PlacedCollection, end: End | null): PlannedSide {
  const state = end?.state ?? null
  return {
    store,
    collection: name,
    address,
    version: end?.info.version ?? null,
    exists: state !== null,
    dimension: state?.dimension ?? null,
    terms: state?.sparse ?? null,
    embedder: fingerprint.model,
  }
}

function estimate(rows: number, sample: Sample | null): Pick<MovePlan, 'bytes' | 'seconds'> {
  if (sample === null || sample.rows === 0) return { bytes: null, seconds: null }
  const scale = rows / sample.rows
  return { bytes: Math.round(sample.bytes * scale), seconds: (sample.ms * scale) / 1_000 }
}
