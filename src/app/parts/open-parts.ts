import path from 'node:path'
import { createAnalyser } from '../../adapters/analyse/analyser.ts'
import type { Config } from '../../config/schema.ts'
import { startStoreMeter } from '../../cost/store-meter.ts'
import { openOwnFolder } from '../../disk/own-folder.ts'
import { systemClock } from '../../flow/system-clock.ts'
import { unlessAborted } from '../../flow/timeout.ts'
import { clearSpool } from '../../ingest/spool.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { traced } from '../../observability/traced.ts'
import type { Log } from '../../ports/log.ts'
import type { Tracer } from '../../ports/tracer.ts'
import { followCurrentCollection } from '../collections/current.ts'
import { createEmbedders } from '../collections/embedders.ts'
import { openRow } from '../collections/open-row.ts'
import { openEmbedder, type EmbedderDeps } from '../connect/embedder.ts'
import { describeStore } from '../connect/milvus-store.ts'
import { openObjectStore } from '../connect/object-store.ts'
import { observedEmbedder } from './observed-embedder.ts'
import type { Parts } from './parts.ts'
import { closeStores, openStores } from '../connect/stores.ts'

/** What a process is for. Writers use the credentials of ingest, and may choose the first collection. */
export type Purpose = 'api' | 'worker' | 'migrate'

export interface OpenPartsDeps {
  readonly metrics: Metrics
  readonly tracer: Tracer
  readonly log: Log
  /** Aborted when the process is to stop: what is being opened is then given up. */
  readonly signal: AbortSignal
}

/**
 * Opens everything the roles of one process share. The schema must be up to date. Succeeds while vector and object store are
 * away, and before any collection was chosen.
 * @throws AppError `configuration`, `embedder_mismatch`, `database_unavailable`, or the signal's reason.
 */
export async function openParts(config: Config, purpose: Purpose, deps: OpenPartsDeps): Promise<Parts> {
  const { metrics, tracer, log, signal } = deps
  const clock = systemClock
  const spoolFolder = path.join(config.dataDir, 'tmp', purpose)
  await openOwnFolder(path.dirname(spoolFolder))
  await clearSpool(spoolFolder)
  await using opened = new AsyncDisposableStack()
  const stores = await unlessAborted(openStores(config, purpose === 'worker', { log, metrics, tracer }), signal)
  opened.defer(() => closeStores(stores))
  const { storeUses: uses } = stores
  const meter = startStoreMeter({ uses, clock, log, counted: metrics.storeUse })
  opened.defer(() => meter.close())
  logStores(config, purpose !== 'api', log)
  const [patient, searches] = [purpose === 'migrate', purpose === 'api']
  const storeDeps = { log, metrics, meter, lock: stores.lock, patient, searches }
  const embedders = createEmbedders(async (row) =>
    observedEmbedder(deps, await openEmbedder({ config, use: useOf(purpose, config), log }, row, null)),
  )
  const current = opened.use(
    followCurrentCollection({
      store: stores.collectionStore,
      open: (row, closing) => openRow({ config, embedders, storeDeps, tracer }, row, closing),
      clock,
      log,
    }),
  )
  // now, so that settings which contradict the row stop the start and say so
  await unlessAborted(current.refresh(), signal)
  const objects = traced(
    tracer,
    await openObjectStore(config, { storedOriginals: () => stores.health.storedOriginals(), log }),
    'objects',
    ['put', 'get', 'remove'],
  )
  const parts = { config, log, metrics, tracer, clock, ...stores, current, embedders, storeDeps, objects, spoolFolder }
  const all = opened.move()
  return { ...parts, analyser: createAnalyser(), [Symbol.asyncDispose]: () => all.disposeAsync() }
}

/** An API that answers no questions embeds for a repair, a plan or a check. */
function useOf(purpose: Purpose, { roles }: Config): EmbedderDeps['use'] {
  if (purpose === 'worker') return 'documents'
  return purpose === 'api' && roles.includes('query-api') ? 'questions' : 'seldom'
}

/** Logged before the server is contacted, so that the log shows what is being waited for. */
function logStores({ roles, vectorStore }: Config, writer: boolean, log: Log): void {
  const says = 'keeps vectors here'
  const { ingest, query } = vectorStore
  if (ingest.kind === 'embedded' || writer || roles.includes('ingest-api'))
    log.info(describeStore('ingest', ingest), says)
  if (ingest.kind !== 'embedded' && !writer && roles.includes('query-api'))
    log.info(describeStore('query', query), says)
}
