import { openFileLedger } from '../../adapters/ledger/file-ledger.ts'
import type { Config, VectorStoreConfig } from '../../config/schema.ts'
import { AppError } from '../../domain/errors.ts'
import type { VectorTolerance } from '../../domain/vector-tolerance.ts'
import { systemClock } from '../../flow/system-clock.ts'
import { createBytePace } from '../../move/carry/byte-pace.ts'
import { planCopy, type CopyPlan, type PlannedCollection } from '../../move/ledger/plan-copy.ts'
import { runCopy, type CopyOutcome } from '../../move/ledger/run-copy.ts'
import { createMetrics } from '../../observability/metrics.ts'
import type { Log } from '../../ports/log.ts'
import type { CopyLedger } from '../../ports/moves/copy-ledger.ts'
import type { RawCollection } from '../../ports/raw-collection.ts'
import { milvusOptions, type RemoteStoreConfig } from '../connect/milvus-store.ts'
import { storesOfSides } from '../collections/open-row.ts'

export type { CopyOutcome, CopyPlan, PlannedCollection }

export interface CopyChoice {
  readonly ledgerFile: string
  /** Rows keep keys that their server gave them. */
  readonly givenKeys: boolean
  readonly by: string
  /** How much the numbers of float vectors may differ when they are compared; null: in no bit. */
  readonly tolerance: VectorTolerance | null
  readonly signal: AbortSignal
}

/** A copy between two collections that nobody's database knows: both ends opened, nothing done yet. */
export interface CollectionCopy {
  readonly ledger: CopyLedger
  plan(): Promise<CopyPlan>
  run(plan: CopyPlan, onProgress: () => void): Promise<CopyOutcome>
  close(): Promise<void>
}

/** @throws AppError `configuration` when the settings do not name both ends, `conflict` when another process works at it. */
export async function openCollectionCopy(config: Config, choice: CopyChoice, log: Log): Promise<CollectionCopy> {
  const ends = endsOf(config)
  const { givenKeys, by, tolerance, signal } = choice
  await using opened = new AsyncDisposableStack()
  const ledger = await openFileLedger(choice.ledgerFile)
  opened.defer(() => ledger.close())
  const from = await openEnd(ends.from, log)
  opened.defer(() => from.close())
  const to = await openEnd(ends.to, log)
  opened.defer(() => to.close())
  const clock = systemClock
  const pace = createBytePace(config.moveBytesPerSecond, clock)
  const closing = opened.move()
  return {
    ledger,
    plan: () => planCopy({ from, to, clock, givenKeys, begun: ledger.beginning !== null }, signal),
    run: (plan, onProgress) => runCopy({ from, to, ledger, pace, clock, by, tolerance, onProgress }, plan, signal),
    close: () => closing.disposeAsync(),
  }
}

interface End {
  readonly store: RemoteStoreConfig
  readonly collection: string
}

function endsOf(config: Config): { readonly from: End; readonly to: End } {
  const source = storesOfSides(config).ingest
  const from = remote(source, 'old', 'INGEST_MILVUS_URI and QUERY_MILVUS_URI')
  const name = from.collection
  if (name === null) throw unnamed('the old collection', 'INGEST_MILVUS_COLLECTION_NAME')
  if (config.target === null) throw unnamed('the server of the new collection', 'ATENEX_TARGET_MILVUS_URI')
  const to = remote(config.target, 'new', 'ATENEX_TARGET_MILVUS_URI')
  return { from: { store: from, collection: name }, to: { store: to, collection: to.collection ?? name } }
}

function remote(store: VectorStoreConfig, which: string, settings: string): RemoteStoreConfig {
  if (store.kind !== 'embedded') return store
  throw unnamed(`the server of the ${which} collection, which is Milvus or Zilliz Cloud`, settings)
}

const unnamed = (what: string, setting: string) =>
  new AppError('configuration', `Nothing names ${what}. Set ${setting}.`)

async function openEnd({ store, collection }: End, log: Log): Promise<RawCollection> {
  const { openRawCollection } = await import('../../adapters/milvus/raw/open-raw-collection.ts')
  const lock = { alone: <T>(_name: string, work: () => Promise<T>) => work(), close: () => Promise.resolve() }
  const metrics = createMetrics('command')
  return openRawCollection(await milvusOptions(store, collection, { log, lock, metrics, patient: true }))
}
