import type { Clock } from '../../ports/clock.ts'
import type { RawCollection, RawSchema } from '../../ports/raw-collection.ts'
import type { VectorStoreInfo } from '../../ports/vector-store.ts'
import { finding, type FieldMapping, type PlanFinding } from '../plan/plan.ts'
import { judgeSource, judgeTarget, mapRawFields } from './compare-schemas.ts'

export interface PlannedCollection {
  readonly store: string
  readonly address: string
  readonly collection: string
  readonly version: string | null
  readonly exists: boolean
  /** Of what is there; null where nothing is. */
  readonly rows: number | null
  readonly identity: string | null
}

/** What would be copied, and what speaks against it. */
export interface CopyPlan {
  /** False when a finding is an error. */
  readonly go: boolean
  readonly from: PlannedCollection
  readonly to: PlannedCollection
  readonly fields: readonly FieldMapping[]
  /** By a sample; null when there are no rows. */
  readonly bytes: number | null
  /** For reading at the speed of the sample. */
  readonly seconds: number | null
  readonly findings: readonly PlanFinding[]
  /** Of the old collection; null when it is not there. */
  readonly schema: RawSchema | null
}

export interface PlanCopyDeps {
  readonly from: RawCollection
  readonly to: RawCollection
  readonly clock: Pick<Clock, 'monotonicMs'>
  /** Rows keep keys that their server gave them. */
  readonly givenKeys: boolean
  /** The copy has begun: rows in the target are its own. */
  readonly begun: boolean
}

const everything = { from: null, to: null }
/** Rows read to learn how large and how fast. */
const sampleRows = 200

/** Reads only. */
export async function planCopy(deps: PlanCopyDeps, signal: AbortSignal): Promise<CopyPlan> {
  const { from, to } = deps
  const [source, target] = [await look(from, signal), await look(to, signal)]
  const findings: PlanFinding[] = []
  if (source.schema === null) {
    const remedy = 'Name it in INGEST_MILVUS_COLLECTION_NAME, and its database in INGEST_MILVUS_DATABASE.'
    findings.push(finding('error', 'source_missing', `There is no collection ${from.name} at ${from.address}.`, remedy))
  } else {
    findings.push(...judgeSource(source.schema, deps.givenKeys))
    findings.push(...judgeTarget({ from: source.schema, to: target.schema }))
  }
  findings.push(...isAnother(deps, source, target), ...isEmpty(target, deps.begun))
  const sample = source.schema === null || (source.rows ?? 0) === 0 ? null : await readSample(deps, signal)
  const scale = sample === null || sample.rows === 0 ? null : (source.rows ?? 0) / sample.rows
  return {
    go: findings.every(({ level }) => level !== 'error'),
    from: planned(from, source),
    to: planned(to, target),
    fields: source.schema === null ? [] : mapRawFields({ from: source.schema, to: target.schema }),
    bytes: sample === null || scale === null ? null : Math.round(sample.bytes * scale),
    seconds: sample === null || scale === null ? null : (sample.ms * scale) / 1_000,
    findings,
    schema: source.schema,
  }
}

interface Found {
  readonly info: VectorStoreInfo
  readonly schema: RawSchema | null
  readonly rows: number | null
}

async function look(on: RawCollection, signal: AbortSignal): Promise<Found> {
  const info = await on.info(signal)
  const schema = await on.describe(signal)
  return { info, schema, rows: schema === null ? null : await on.count(everything, signal) }
}

function isAnother({ from, to, begun }: PlanCopyDeps, source: Found, target: Found): PlanFinding[] {
  const identity = source.schema?.identity ?? null
  const remedy = 'Name another server, or another collection in ATENEX_TARGET_MILVUS_COLLECTION_NAME.'
  const isSamePlace = from.name === to.name && from.address === to.address
  if (isSamePlace || (identity !== null && identity === target.schema?.identity))
    return [finding('error', 'same_collection', 'Both ends are the same collection.', remedy)]
  // a server that does not tell its collections apart
  const rows = source.rows ?? 0
  if (begun || identity !== null || from.name !== to.name || rows === 0 || rows !== target.rows) return []
  const message =
    'Both ends have the same name and as many rows: when two addresses lead to one server, this compares the collection with itself.'
  return [finding('warning', 'maybe_same_collection', message, remedy)]
}

function isEmpty({ rows }: Found, begun: boolean): PlanFinding[] {
  if (begun || rows === null || rows === 0) return []
  const message = `The new collection has ${rows} rows already. Those with the same keys are replaced, the others stay and are told.`
  return [finding('warning', 'target_not_empty', message)]
}

async function readSample({ from, clock }: PlanCopyDeps, signal: AbortSignal) {
  for await (const page of from.pages(everything, signal)) {
    const began = clock.monotonicMs()
    const { keys, bytes } = await from.read(page.keys.slice(0, sampleRows), signal)
    return { rows: keys.length, bytes, ms: clock.monotonicMs() - began }
  }
  return null
}

function planned(on: RawCollection, { info, schema, rows }: Found): PlannedCollection {
  const { address, name: collection } = on
  const { kind: store, version } = info
  return { store, address, collection, version, exists: schema !== null, rows, identity: schema?.identity ?? null }
}
