import type { KeyPage, KeyRange, RawColumn, RawField, RawRows } from '../../../ports/raw-collection.ts'
import { isFailure, MilvusFailure } from '../calls/milvus-failure.ts'
import { strong } from '../rows/last-write.ts'
import { pagesByRange } from '../rows/pages-by-range.ts'
import { decodeQuery, encodeQuery } from '../wire/query-messages.ts'
import { decodeRawQuery, signedOf } from '../wire/raw/read-raw-columns.ts'
import { dynamicField } from '../wire/raw/raw-schema.ts'
import { kinds, valueKinds } from '../wire/raw/value-kinds.ts'
import type { Reply } from '../wire/status.ts'
import { compareKeys, inRange, keyField, withKeys } from './raw-filter.ts'
import { whenLoaded, type RawParts } from './raw-parts.ts'
import { rawRows } from './raw-rows.ts'

interface RawQuery<T> {
  readonly expression: string
  readonly fields: readonly string[]
  readonly limit: number | null
  readonly decode: (bytes: Buffer) => Reply<T>
}

/** Strong. */
function query<T>({ session }: RawParts, { expression, fields, limit, decode }: RawQuery<T>, signal: AbortSignal) {
  const { database, options } = session
  const filter = { expression, values: {} }
  const body = encodeQuery({
    database,
    collection: options.collection,
    filter,
    outputFields: fields,
    freshness: strong,
    limit,
  })
  return whenLoaded(session, signal, () =>
    session.client.call<T>({ method: 'Query', class: 'read', body, decode, signal }),
  )
}

export async function countRaw(parts: RawParts, range: KeyRange, signal: AbortSignal): Promise<number> {
  const expression = inRange(keyField(parts.schema), range)
  const columns = await query(parts, { expression, fields: ['count(*)'], limit: null, decode: decodeQuery }, signal)
  const count = columns.get('count(*)')?.integers[0]
  if (count === undefined) throw malformed('the server did not answer with a count')
  return count
}

/** All keys, ascending, each once, at most a page at a time. */
export function keyPages(parts: RawParts, range: KeyRange, signal: AbortSignal): AsyncGenerator<KeyPage> {
  const key = keyField(parts.schema)
  const limit = parts.session.limits.keysAPage
  const read = async (one: KeyRange) => {
    const rows = await countRaw(parts, one, signal)
    const fields = [key.name]
    const expression = inRange(key, one)
    const found = rows === 0 ? [] : await query(parts, { expression, fields, limit, decode: decodeRawQuery }, signal)
    return { rows, keys: [...new Set(keysOf(found, key.name))].toSorted(compareKeys(key)) }
  }
  return pagesByRange(range, limit, { read, idOf: (id: string) => id })
}

/** A reply that is too large for the server or for us is asked for in halves. */
export async function readRaw(parts: RawParts, keys: readonly string[], signal: AbortSignal): Promise<RawRows> {
  const key = keyField(parts.schema)
  const { fields, dynamic } = parts.schema
  const readable = fields.filter(({ functionOutput }) => !functionOutput).map(({ name }) => name)
  const wanted = dynamic ? [...readable, dynamicField] : readable
  try {
    const expression = withKeys(key, keys)
    const columns = await query(parts, { expression, fields: wanted, limit: mostRows, decode: decodeRawQuery }, signal)
    return eachOnce(
      columns.map((column) => withWholeArrays(column, fields)),
      wanted,
      key.name,
    )
  } catch (error) {
    if (!isFailure(error, 'too-large') || keys.length < 2) throw error
    const half = keys.length >> 1
    return joined([await readRaw(parts, keys.slice(0, half), signal), await readRaw(parts, keys.slice(half), signal)])
  }
}

/** Rows servers give in one reply. */
const mostRows = 16_384

function keysOf(columns: readonly RawColumn[], name: string): string[] {
  const column = columns.find((one) => one.name === name)
  const text = (value: Uint8Array) => Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('utf8')
  return (column?.values ?? []).map((value) => {
    if (value === null) throw malformed('a row has no key')
    return column?.kind === kinds.int64 ? String(signedOf(value)) : text(value)
  })
}

/**
 * Some servers leave out what kind of array an empty one is, and others end when they are given one like that. Here every array says
 * its kind.
 */
function withWholeArrays(column: RawColumn, fields: readonly RawField[]): RawColumn {
  if (column.kind !== kinds.array) return column
  const elementKind = fields.find(({ name }) => name === column.name)?.elementKind ?? column.elementKind
  const member = valueKinds.get(elementKind)?.member ?? 0
  const empty = Uint8Array.of(member * 8 + 2, 0)
  return { ...column, elementKind, values: column.values.map((value) => (value?.length === 0 ? empty : value)) }
}

function eachOnce(columns: readonly RawColumn[], wanted: readonly string[], keyName: string): RawRows {
  const all = keysOf(columns, keyName)
  const rowOf = new Map(all.map((key, row) => [key, row]))
  const rows = [...rowOf.values()]
  // some servers name the column of values beside the fields otherwise
  const named = columns.map((column) => (column.dynamic ? { ...column, name: dynamicField } : column))
  const kept = named.filter(({ name }) => wanted.includes(name))
  for (const { name, values } of kept) {
    if (values.length !== all.length) throw malformed(`the column ${name} has ${values.length} of ${all.length} values`)
  }
  if (all.length > 0 && kept.length < wanted.length) throw malformed('the server left a field out')
  const picked =
    rows.length === all.length
      ? kept
      : kept.map((column) => ({ ...column, values: rows.map((row) => column.values[row] ?? null) }))
  return rawRows([...rowOf.keys()], picked)
}

function joined(parts: readonly RawRows[]): RawRows {
  const first = parts.find(({ keys }) => keys.length > 0)
  const valuesOf = (name: string) =>
    parts.flatMap(({ columns }) => columns.find((column) => column.name === name)?.values ?? [])
  return {
    keys: parts.flatMap(({ keys }) => keys),
    columns: (first?.columns ?? []).map((column) => ({ ...column, values: valuesOf(column.name) })),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}

function malformed(what: string): MilvusFailure {
  return new MilvusFailure(`Query: ${what}`, { kind: 'malformed', method: 'Query', grpcCode: null, serverCode: null })
}
