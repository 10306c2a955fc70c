import type { KeyRange, RawCollection, RawSchema } from '../../../ports/raw-collection.ts'
import { addressOf } from '../calls/milvus-address.ts'
import { isFailure } from '../calls/milvus-failure.ts'
import type { MilvusOptions } from '../calls/milvus-options.ts'
import { atTheEdge, streamAtTheEdge } from '../calls/store-error.ts'
import { describeIndexes } from '../collection/collection-admin.ts'
import { missing } from '../collection/session-knowledge.ts'
import { createStoreSession, type StoreSession } from '../collection/store-session.ts'
import { encodeNamedCollection } from '../wire/collection-messages.ts'
import { encodeShowPartitions } from '../wire/raw/create-raw.ts'
import { decodeRawSchema } from '../wire/raw/raw-schema.ts'
import { decodeNames } from '../wire/server-messages.ts'
import { createLike } from './create-raw.ts'
import type { RawParts } from './raw-parts.ts'
import { countRaw, keyPages, readRaw } from './read-raw.ts'
import { writeRaw } from './write-raw.ts'

/** Over Milvus or Zilliz Cloud; connects lazily. */
export function openRawCollection(options: MilvusOptions): RawCollection {
  const session = createStoreSession(options)
  let known: RawSchema | null = null
  const parts = async (signal: AbortSignal): Promise<RawParts> => {
    known ??= await describe(session, signal)
    if (known === null) throw missing(options)
    return { session, schema: known }
  }
  async function* pages(range: KeyRange, signal: AbortSignal) {
    yield* keyPages(await parts(signal), range, signal)
  }
  return {
    name: options.collection,
    address: addressOf(options),
    info: (signal) => atTheEdge(signal, async () => session.info(await session.profile('background', signal))),
    describe: (signal) => atTheEdge(signal, async () => (known = await describe(session, signal))),
    createLike: (schema, signal) =>
      atTheEdge(signal, async () => {
        const said = await createLike(session, schema, signal)
        known = null
        return said
      }),
    count: (range, signal) => atTheEdge(signal, async () => countRaw(await parts(signal), range, signal)),
    pages: (range, signal) => streamAtTheEdge(signal, pages(range, signal)),
    read: (keys, signal) => atTheEdge(signal, async () => readRaw(await parts(signal), keys, signal)),
    write: (rows, signal) => atTheEdge(signal, () => writeRaw(session, rows, signal)),
    close: () => session.close(),
  }
}

async function describe(session: StoreSession, signal: AbortSignal): Promise<RawSchema | null> {
  const target = session.admin(signal)
  const body = encodeNamedCollection(target.database, target.collection)
  try {
    const call = { method: 'DescribeCollection', class: target.class, body, decode: decodeRawSchema, signal }
    const schema = await session.client.call(call)
    return {
      ...schema,
      indexes: await describeIndexes(target),
      partitions: await partitionsOf(session, schema, signal),
    }
  } catch (error) {
    if (isFailure(error, 'collection-missing')) return null
    throw error
  }
}

/** Servers without partitions do not know the question. */
async function partitionsOf(
  session: StoreSession,
  { fields }: Pick<RawSchema, 'fields'>,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  if (fields.some(({ partitionKey }) => partitionKey)) return null
  const body = encodeShowPartitions(session.database, session.options.collection)
  try {
    const call = { method: 'ShowPartitions', class: 'admin' as const, body, decode: decodeNames, signal }
    return await session.client.call(call)
  } catch (error) {
    if (isFailure(error, 'unimplemented')) return ['_default']
    throw error
  }
}
