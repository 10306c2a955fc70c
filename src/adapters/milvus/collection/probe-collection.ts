import type { AdminTarget } from './collection-admin.ts'
import type { FilterStyle } from '../wire/filter.ts'
import { renderFilter } from '../wire/filter.ts'
import { isFailure } from '../calls/milvus-failure.ts'
import type { Abilities } from './abilities.ts'
import { filterStyleOf } from './server-profile.ts'
import { decodeIteration, decodeQuery, encodeQuery } from '../wire/query-messages.ts'
import { consistency } from '../wire/read-request.ts'

/** Rows whose order is looked at. */
const sampleRows = 100
const bounded = { level: consistency.bounded, timestamp: 0n }

/** Asks for a row that cannot exist. */
export function encodeQueryForNothing({ database, collection }: AdminTarget, style: FilterStyle): Buffer {
  const filter = renderFilter([{ field: 'pk_id', in: ['-'] }], style)
  return encodeQuery({ database, collection, filter, outputFields: ['pk_id'], freshness: bounded, limit: 1 })
}

/** Only an answer that refuses the expression changes our mind about templates. */
export async function probeFilterStyle(target: AdminTarget, abilities: Abilities): Promise<FilterStyle> {
  if (filterStyleOf(abilities) === 'literal') return 'literal'
  const { client, class: callClass, signal } = target
  const body = encodeQueryForNothing(target, 'template')
  try {
    await client.call({ method: 'Query', class: callClass, body, decode: decodeQuery, signal })
    return 'template'
  } catch (error) {
    if (isFailure(error, 'not-loaded')) return 'template'
    if (isFailure(error, 'rejected', 'internal', 'unimplemented')) return 'literal'
    throw error
  }
}

/**
 * Whether the collection can be read in the order of its keys at one point in time: asks for a first page the way the
 * official iterators do, and looks whether the server names the time it read at and keeps the order. Sees ids only, of
 * whichever company; nothing of them leaves this function. Null when the collection cannot be read now.
 */
export async function probeOrderedIteration(target: AdminTarget): Promise<boolean | null> {
  const { client, database, collection, signal } = target
  const base = { database, collection, outputFields: ['pk_id'], freshness: bounded }
  const body = encodeQuery({ ...base, filter: { expression: '', values: {} }, limit: sampleRows, ordered: true })
  try {
    const call = { method: 'Query', class: 'read' as const, body, decode: decodeIteration, signal, once: true }
    const { readAt, columns } = await client.call(call)
    const ids = (columns.get('pk_id')?.texts ?? []).map((id) => Buffer.from(id))
    return readAt !== 0n && ids.every((id, at) => at === 0 || Buffer.compare(ids[at - 1] ?? id, id) <= 0)
  } catch (error) {
    if (isFailure(error, 'rejected', 'internal', 'unimplemented')) return false
    if (isFailure(error, 'not-loaded', 'forbidden', 'unauthenticated')) return null
    throw error
  }
}
