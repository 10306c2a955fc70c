import { readFile } from 'node:fs/promises'
import { defaultTimeouts } from '../../adapters/milvus/calls/milvus-options.ts'
import type { MilvusOptions, MilvusTimeouts } from '../../adapters/milvus/calls/milvus-options.ts'
import type { TlsIdentity } from '../../adapters/milvus/grpc/endpoint.ts'
import type { InstallationLock } from '../../adapters/postgres/installation-lock.ts'
import type { VectorStoreConfig } from '../../config/schema.ts'
import type { Log } from '../../ports/log.ts'
import type { StoreMeter } from '../../ports/store-meter.ts'
import type { VectorStore } from '../../ports/vector-store.ts'
import type { Metrics } from '../../observability/metrics.ts'

export type RemoteStoreConfig = Exclude<VectorStoreConfig, { readonly kind: 'embedded' }>

/** What a store needs of this process besides its settings. */
export interface StoreDeps {
  readonly log: Log
  readonly lock: InstallationLock
  readonly metrics: Metrics
  /** Absent: requests are not counted. */
  readonly meter?: StoreMeter
  /** A command waits for a cluster that is waking up; everything else continues and tries again. */
  readonly patient?: boolean
  /** False in processes that hardly search; an embedded store then keeps less in memory. */
  readonly searches?: boolean
}

/** An idle Zilliz cluster takes up to a minute for its first answer. */
const wakeUpMs = 100_000

/** Opens Milvus or Zilliz Cloud on one collection; connects lazily. The vendor's modules are loaded only here. */
export async function openMilvusStore(
  store: RemoteStoreConfig,
  collection: string,
  deps: StoreDeps,
): Promise<VectorStore> {
  const { openMilvus } = await import('../../adapters/milvus/open-milvus.ts')
  return openMilvus(await milvusOptions(store, collection, deps))
}

/** Settings → options of the adapter. Secrets stay functions, so that a rotated file is taken without a restart. */
export async function milvusOptions(
  store: RemoteStoreConfig,
  collection: string,
  { log, lock, metrics, meter, patient = false }: StoreDeps,
): Promise<MilvusOptions> {
  const tls = await readTls(store)
  if (tls?.ca !== undefined) metrics.certificate('authority', tls.ca)
  if (tls?.cert !== undefined) metrics.certificate('client', tls.cert)
  return {
    kind: store.kind,
    address: store.uri,
    credential: credentialOf(store),
    ...(tls === null ? {} : { tls }),
    ...(store.kind === 'zilliz' && store.level !== null ? { searchLevel: store.level } : {}),
    ...(store.database === null ? {} : { database: store.database }),
    collection,
    alone: lock.alone,
    timeouts: timeoutsFor(store, patient),
    log,
    observer: metrics.vectorStore,
    ...(meter === undefined ? {} : { meter }),
  }
}

/** The setting is the time-out of one call of a question; calls that need more time get at least that. */
function timeoutsFor({ kind, timeoutMs: ms }: RemoteStoreConfig, patient: boolean): Partial<MilvusTimeouts> {
  const { query, write, admin, answerBudget, backgroundBudget } = defaultTimeouts
  return {
    search: ms,
    query: Math.max(ms, query),
    write: Math.max(ms, write),
    admin: Math.max(ms, admin),
    answerBudget: Math.max(ms, patient && kind === 'zilliz' ? wakeUpMs : answerBudget),
    backgroundBudget: Math.max(ms, backgroundBudget),
  }
}

function credentialOf(store: RemoteStoreConfig): () => string | null {
  if (store.kind === 'zilliz') return () => store.apiKey.reveal()
  const { auth } = store
  switch (auth.kind) {
    case 'none':
      return () => null
    case 'token':
      return () => auth.token.reveal()
    case 'password':
      return () => `${auth.user}:${auth.password.reveal()}`
  }
}

async function readTls({ tls }: RemoteStoreConfig): Promise<TlsIdentity | null> {
  if (tls === null) return null
  const { ca, client, serverName } = tls
  return {
    ...(ca === null ? {} : { ca: await readFile(ca, 'utf8') }),
    ...(client === null ? {} : { cert: await readFile(client.cert, 'utf8'), key: await readFile(client.key, 'utf8') }),
    ...(serverName === null ? {} : { serverName }),
  }
}

/** What the start log says about the store of one side: address, kind, and whether each secret is set. Never a secret. */
export function describeStore(side: 'ingest' | 'query', store: VectorStoreConfig): Readonly<Record<string, string>> {
  if (store.kind === 'embedded') return { vectorStore: 'embedded' }
  const address = URL.canParse(store.uri) ? new URL(store.uri).host : store.uri
  const { kind, database, collection } = store
  const chosen = { database: database ?? 'default', configuredCollection: collection ?? 'none' }
  return { side, vectorStore: kind, address, secrets: secretsOf(store), ...chosen }
}

/** A sentence instead of fields: the log redacts fields called `token` or `password`. */
function secretsOf(store: RemoteStoreConfig): string {
  const state = (isSet: boolean) => (isSet ? 'set' : 'NOT SET')
  if (store.kind === 'zilliz') return 'API key set'
  const { kind } = store.auth
  return `token ${state(kind === 'token')}, password ${state(kind === 'password')}`
}
