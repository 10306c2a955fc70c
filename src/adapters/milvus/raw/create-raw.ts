import type { RawIndex, RawSchema } from '../../../ports/raw-collection.ts'
import { isFailure, MilvusFailure } from '../calls/milvus-failure.ts'
import { createIndex, type AdminTarget } from '../collection/collection-admin.ts'
import type { Abilities } from '../collection/abilities.ts'
import type { StoreSession } from '../collection/store-session.ts'
import { encodeCreateRaw } from '../wire/raw/create-raw.ts'
import { decodeStatusReply } from '../wire/status.ts'
import { load } from './raw-parts.ts'

/** Creates, indexes and loads a collection like another one. @returns what this server did not take. */
export async function createLike(
  session: StoreSession,
  schema: RawSchema,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { abilities } = await session.profile('background', signal)
  const target = session.admin(signal)
  const body = encodeCreateRaw({ database: target.database, name: target.collection, schema })
  try {
    const call = { method: 'CreateCollection', class: target.class, body, decode: decodeStatusReply, signal }
    await session.client.call(call)
  } catch (error) {
    if (!isFailure(error, 'already-exists')) throw error
  }
  const said: string[] = []
  for (const index of indexesOf(schema)) said.push(...(await indexLike(target, schema, { index, abilities })))
  await load(session, target)
  return said
}

/** A field of vectors has to have an index before a collection can be read. */
function indexesOf({ fields, indexes }: RawSchema): readonly RawIndex[] {
  const indexed = new Set(indexes.map(({ field }) => field))
  const bare = fields.filter(({ shape, name }) => shape.includes('VECTOR') && !indexed.has(name))
  return [...indexes, ...bare.map(({ name }) => ({ name: `${name}_idx`, field: name, params: { index_type: auto } }))]
}

const auto = 'AUTOINDEX'

interface Wanted {
  readonly index: RawIndex
  readonly abilities: Abilities
}

/** The same index, what this server has in its place, or none. */
async function indexLike(target: AdminTarget, schema: RawSchema, { index, abilities }: Wanted): Promise<string[]> {
  const { name, field, params } = index
  const shape = schema.fields.find((one) => one.name === field)?.shape ?? ''
  const isDense = shape.startsWith('FLOAT_VECTOR')
  const metric = params['metric_type'] === undefined ? {} : { metric_type: params['metric_type'] }
  const asked = params['index_type'] ?? auto
  const own = isDense && abilities.denseIndex !== 'HNSW' ? abilities.denseIndex : asked
  const first = own === asked ? params : { index_type: own, ...metric, params: '{}' }
  try {
    await createIndex(target, { name, field, params: first })
    return own === asked ? [] : [`field ${field}: index ${own} in place of ${asked}`]
  } catch (error) {
    if (!(error instanceof MilvusFailure) || !refusals.has(error.kind)) throw error
    if (!shape.includes('VECTOR')) return [`field ${field}: no index, since ${error.message}`]
    await createIndex(target, { name, field, params: { index_type: auto, ...metric, params: '{}' } })
    return [`field ${field}: index ${auto} in place of ${asked}`]
  }
}

const refusals: ReadonlySet<string> = new Set(['rejected', 'unimplemented', 'internal', 'already-exists'])
