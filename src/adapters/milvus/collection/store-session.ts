import { AppError } from '../../../domain/errors.ts'
import type { VectorStoreInfo } from '../../../ports/vector-store.ts'
import { addressOf } from '../calls/milvus-address.ts'
import type { MilvusClient } from '../calls/milvus-call.ts'
import { createMilvusClient } from '../calls/milvus-client.ts'
import { isFailure } from '../calls/milvus-failure.ts'
import type { MilvusLimits, MilvusOptions } from '../calls/milvus-options.ts'
import { defaultLimits, levelOf } from '../calls/milvus-options.ts'
import type { AdminTarget } from './collection-admin.ts'
import type { OpenCollection } from './open-collection.ts'
import type { ServerProfile } from './server-profile.ts'
import type { Known, Patience } from './session-knowledge.ts'
import { askFor, knownOrNull, targetOf } from './session-knowledge.ts'

/** One store over one connection: what is known about the server and the collection, and how work runs on it. */
/** Of AUTOINDEX, by its documentation; 1 finds about nine hits of ten, and each one more costs time. */
const zillizLevels = [1, 2, 3, 4, 5]

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
  /** Ends what waits at once and lets writes under way end for a moment. */
  readonly close: () => Promise<void>
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

/** Opens nothing before the first call. */
export function createStoreSession(options: MilvusOptions): StoreSession {
  const life = new AbortController()
  // The server may have come back with another version, another collection, or nothing loaded.
  const client = openClient(options, () => {
    forget()
    for (const { profile } of [known.answer, known.background]) profile.forget()
  })
  const known: KnownBy = {
    answer: askFor(client, options, 'answer', life.signal),
    background: askFor(client, options, 'background', life.signal),
  }
  const forget = () => [known.answer, known.background].forEach(({ collection }) => collection.forget())
  return {
    client,
    options,
    database: options.database ?? 'default',
    limits: { ...defaultLimits, ...options.limits },
    profile: (patience, signal) => known[patience].profile.get(signal),
    collection: (patience, signal) => knownOrNull(known[patience], signal),
    run: createRun(known, forget),
    admin: (signal, patience = 'background') => targetOf(client, options, patience, signal),
    forget,
    info: ({ version, limits }) => {
      const isZilliz = options.kind === 'zilliz'
      const effort = { levels: isZilliz ? zillizLevels : [], level: isZilliz ? levelOf(options) : null }
      return { kind: options.kind, version, address: addressOf(options), maxTopK: limits.topK, ...effort }
    },
    close: () => {
      life.abort(new AppError('cancelled', 'The vector store was closed.'))
      return client.close()
    },
  }
}
