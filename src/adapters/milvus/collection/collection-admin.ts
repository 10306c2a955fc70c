import type { MilvusClient } from '../calls/milvus-call.ts'
import { isFailure, MilvusFailure } from '../calls/milvus-failure.ts'
import type { CallClass } from '../calls/policy/retry-policy.ts'
import type { CollectionDefinition } from '../wire/collection-definition.ts'
import {
  decodeLoadState,
  encodeFlush,
  encodeGetLoadState,
  encodeLoadCollection,
  encodeNamedCollection,
  encodeShowCollections,
  loadState,
} from '../wire/collection-messages.ts'
import { encodeCreateCollection } from '../wire/create-collection.ts'
import { decodeDescribeCollection } from '../wire/describe-collection.ts'
import type { IndexDefinition } from '../wire/index-messages.ts'
import { decodeDescribeIndex, encodeCreateIndex, encodeDescribeIndex } from '../wire/index-messages.ts'
import { decodeNames } from '../wire/server-messages.ts'
import { decodeReply, decodeStatusReply } from '../wire/status.ts'

/** One collection on one server, and how patiently it is asked. */
export interface AdminTarget {
  readonly client: MilvusClient
  readonly database: string
  readonly collection: string
  readonly class: CallClass
  readonly signal: AbortSignal
  readonly once?: boolean
}

const base = ({ class: callClass, signal, once }: AdminTarget) => ({
  class: callClass,
  signal,
  ...(once ? { once } : {}),
})

/** Null when there is no such collection. */
export async function describeCollection(target: AdminTarget): Promise<CollectionDefinition | null> {
  const body = encodeNamedCollection(target.database, target.collection)
  try {
    const call = { method: 'DescribeCollection', body, decode: decodeDescribeCollection }
    return await target.client.call({ ...base(target), ...call })
  } catch (error) {
    if (isFailure(error, 'collection-missing')) return null
    throw error
  }
}

export async function describeIndexes(target: AdminTarget): Promise<readonly IndexDefinition[]> {
  const body = encodeDescribeIndex(target.database, target.collection)
  try {
    return await target.client.call({ ...base(target), method: 'DescribeIndex', body, decode: decodeDescribeIndex })
  } catch (error) {
    if (isFailure(error, 'index-missing')) return []
    throw error
  }
}

/** Success when somebody else was faster; the caller describes and compares afterwards. */
export async function createCollection(target: AdminTarget, definition: CollectionDefinition): Promise<void> {
  const body = encodeCreateCollection(target.database, definition)
  await ignoringRace(
    target.client.call({ ...base(target), method: 'CreateCollection', body, decode: decodeStatusReply }),
  )
}

export async function createIndex(target: AdminTarget, index: IndexDefinition): Promise<void> {
  const body = encodeCreateIndex(target.database, target.collection, index)
  await ignoringRace(target.client.call({ ...base(target), method: 'CreateIndex', body, decode: decodeStatusReply }))
}

async function ignoringRace(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    if (!isFailure(error, 'already-exists')) throw error
  }
}

/** Success when it is not there. */
export async function dropCollection(target: AdminTarget): Promise<void> {
  const body = encodeNamedCollection(target.database, target.collection)
  try {
    await target.client.call({ ...base(target), method: 'DropCollection', body, decode: decodeStatusReply })
  } catch (error) {
    if (!isFailure(error, 'collection-missing')) throw error
  }
}

/** One of `loadState`. */
export async function readLoadState(target: AdminTarget): Promise<number> {
  const body = encodeGetLoadState(target.database, target.collection)
  return target.client.call({ ...base(target), method: 'GetLoadState', body, decode: decodeLoadState })
}

/**
 * Loads the collection and waits, at most `timeoutMs`, until it can be searched. Asks again when the server has forgotten
 * that it was asked, as one that was started anew meanwhile.
 */
export async function loadCollection(target: AdminTarget, timeoutMs: number): Promise<void> {
  const { client, signal } = target
  const body = encodeLoadCollection(target.database, target.collection)
  const call = { ...base(target), method: 'LoadCollection', body, decode: decodeStatusReply }
  const deadline = client.clock.monotonicMs() + timeoutMs
  await client.call(call)
  for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
    const state = await readLoadState(target)
    if (state === loadState.loaded) return
    if (client.clock.monotonicMs() + pause > deadline) {
      const facts = { kind: 'not-loaded' as const, method: 'LoadCollection', grpcCode: null, serverCode: 101 }
      throw new MilvusFailure(`LoadCollection: ${target.collection} is still being loaded`, facts)
    }
    await client.clock.sleep(pause, signal)
    if (state === loadState.notLoaded) await client.call(call)
  }
}

/** Seals what was written. Never on the way of a document: servers allow about one in ten seconds for a collection. */
export async function flushCollection(target: AdminTarget): Promise<void> {
  const body = encodeFlush(target.database, target.collection)
  const decode = (bytes: Buffer) =>
    decodeReply(
      bytes,
      () => false,
      () => null,
    )
  await target.client.call({ ...base(target), method: 'Flush', body, decode, endsByItself: true })
}

/** Of anybody, in the database; null when they cannot be listed with this key. */
export async function countCollections({ client, database, signal }: AdminTarget): Promise<number | null> {
  const body = encodeShowCollections(database)
  try {
    const call = { method: 'ShowCollections', class: 'admin' as const, body, decode: decodeNames, signal }
    return (await client.call({ ...call, once: true })).length
  } catch (error) {
    // Who may not list them cannot be told.
    if (isFailure(error, 'forbidden', 'unauthenticated', 'unimplemented')) return null
    throw error
  }
}
