import type { VectorStoreInfo } from '../../../ports/vector-store.ts'
import type { AdminTarget } from './collection-admin.ts'
import { loadCollection } from './collection-admin.ts'
import type { MilvusClient } from '../calls/milvus-client.ts'
import { createMilvusClient } from '../calls/milvus-client.ts'
import { isFailure, MilvusFailure } from '../calls/milvus-failure.ts'
import type { MilvusLimits, MilvusOptions } from '../calls/milvus-options.ts'
import { defaultLimits, displayAddress, endpointOf, timeoutsOf } from '../calls/milvus-options.ts'
import type { OpenCollection } from './open-collection.ts'
import { openCollection } from './open-collection.ts'
import type { CallClass } from '../calls/retry-policy.ts'
import { probeServer } from './probe-server.ts'
import type { ServerProfile } from './server-profile.ts'
import type { SharedValue } from '../../../flow/single-flight.ts'
import { shareValue, singleFlight } from '../../../flow/single-flight.ts'

/** Someone waits for an answer, or it is work in the background: decides how patiently the server is asked. */
export type Patience = 'answer' | 'background'

/** One store over one connection: what is known about the server and the collection, and how work runs on it. */
export interface StoreSession {
  readonly client: MilvusClient
  readonly options: MilvusOptions
  readonly database: string
  readonly limits: MilvusLimits
  readonly profile: (patience: Patience, signal: AbortSignal) => Promise<ServerProfile>
  /** Null when there is no such collection. */
  readonly collection: (patience: Patience, signal: AbortSignal) => Promise<OpenCollection | null>
  /** Runs `work` on the collection; a collection that is not loaded is loaded once and `work` repeated. */
  readonly run: <T>(patience: Patience, signal: AbortSignal, work: (on: OpenCollection) => Promise<T>) => Promise<T>
  readonly admin: (signal: AbortSignal, patience?: Patience) => AdminTarget
  /** What is known about the collection may be out of date. */
  readonly forget: () => void
  readonly info: (profile: ServerProfile) => VectorStoreInfo
  /** Fires when the session is closed. */
  readonly life: AbortSignal
  readonly close: () => void
}

const classOf = (patience: Patience): CallClass => (patience === 'answer' ? 'answer' : 'admin')

function missing(options: MilvusOptions): MilvusFailure {
  const facts = { kind: 'collection-missing' as const, method: 'DescribeCollection', grpcCode: null, serverCode: 100 }
  return new MilvusFailure(`DescribeCollection: there is no collection ${options.collection}`, facts)
}

interface Known {
  readonly profile: SharedValue<ServerProfile>
  readonly collection: SharedValue<OpenCollection>
  readonly load: (signal: AbortSignal) => Promise<void>
}

function knowledge(client: MilvusClient, options: MilvusOptions, patience: Patience, life: AbortSignal): Known {
  const target = targetOf(client, options, patience, life)
  const profile = shareValue(() => probeServer(client, options, classOf(patience), life))
  const collection = shareValue(async () => {
    const found = await openCollection(target, await profile.get(life))
    if (found === null) throw missing(options)
    return found
  })
  const { answerBudget, backgroundBudget } = timeoutsOf(options)
  const load = singleFlight(() => loadCollection(target, patience === 'answer' ? answerBudget : backgroundBudget))
  return { profile, collection, load }
}

function targetOf(client: MilvusClient, options: MilvusOptions, patience: Patience, signal: AbortSignal): AdminTarget {
  const database = options.database ?? 'default'
  return { client, database, collection: options.collection, class: classOf(patience), signal }
}

type KnownBy = Readonly<Record<Patience, Known>>

/** A client that tells when the server has come back after an outage. */
function openClient(options: MilvusOptions, onRecovery: () => void): MilvusClient {
  return createMilvusClient({
    ...options,
    observer: {
      call: (call) => options.observer?.call(call),
      breaker: (state) => {
        if (state === 'closed') onRecovery()
        options.observer?.breaker(state)
      },
    },
  })
}

function createRun(known: KnownBy, forget: () => void): StoreSession['run'] {
  return async (patience, signal, work) => {
    try {
      return await work(await known[patience].collection.get(signal))
    } catch (error) {
      if (isFailure(error, 'collection-missing')) forget()
      if (!isFailure(error, 'not-loaded')) throw error
      await known[patience].load(signal)
      return work(await known[patience].collection.get(signal))
    }
  }
}

async function orNull(collection: Promise<OpenCollection>): Promise<OpenCollection | null> {
  try {
    return await collection
  } catch (error) {
    if (isFailure(error, 'collection-missing')) return null
    throw error
  }
}

/** Opens nothing before the first call. */
export function createStoreSession(options: MilvusOptions): StoreSession {
  const life = new AbortController()
  // The server may have come back with another version, another collection, or nothing loaded.
  const client = openClient(options, () => {
    forget()
    for (const { profile } of [known.answer, known.background]) profile.forget()
  })
  const known: KnownBy = {
    answer: knowledge(client, options, 'answer', life.signal),
    background: knowledge(client, options, 'background', life.signal),
  }
  const forget = () => [known.answer, known.background].forEach(({ collection }) => collection.forget())
  return {
    client,
    options,
    database: options.database ?? 'default',
    limits: { ...defaultLimits, ...options.limits },
    profile: (patience, signal) => known[patience].profile.get(signal),
    collection: (patience, signal) => orNull(known[patience].collection.get(signal)),
    run: createRun(known, forget),
    admin: (signal, patience = 'background') => targetOf(client, options, patience, signal),
    forget,
    info: ({ version, limits }) => {
      return { kind: options.kind, version, address: displayAddress(endpointOf(options)), maxTopK: limits.topK }
    },
    life: life.signal,
    close: () => {
      life.abort(new Error('The vector store was closed'))
      client.close()
    },
  }
}
