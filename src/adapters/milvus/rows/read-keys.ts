import type { OpenCollection } from '../collection/open-collection.ts'
import type { StoreSession } from '../collection/store-session.ts'
import { decodeQuery, encodeQuery } from '../wire/query-messages.ts'
import type { Columns } from '../wire/read-request.ts'
import { renderFilter, type Condition } from '../wire/filter.ts'
import { strong } from './last-write.ts'
import { pagesByRange, type Range } from './pages-by-range.ts'
import { companyOf, countRows, rowsOf } from './read-rows.ts'

interface KeyQuery {
  readonly conditions: readonly Condition[]
  readonly fields: readonly string[]
  readonly limit: number
  readonly signal: AbortSignal
}

/** Any rows that match, in no order, whoever's they are. For surveys alone: nothing but ids may be asked for. */
export function someRows(session: StoreSession, on: OpenCollection, query: KeyQuery): Promise<Columns> {
  const { conditions, fields, limit, signal } = query
  const filter = renderFilter(conditions, on.filterStyle)
  const where = { database: session.database, collection: on.name, filter }
  const body = encodeQuery({ ...where, outputFields: fields, freshness: strong, limit })
  const use = { companyId: companyOf(conditions), on, rows: rowsOf }
  return session.client.call({ method: 'Query', class: 'read', body, decode: decodeQuery, signal, use })
}

export interface Key {
  readonly id: string
  readonly documentId: string
}

/** All keys that match, each once, at most a page at a time. */
export async function* keysByRange(
  session: StoreSession,
  on: OpenCollection,
  conditions: readonly Condition[],
  signal: AbortSignal,
): AsyncGenerator<readonly Key[]> {
  const limit = session.limits.keysAPage
  const fields = ['pk_id', 'document_id']
  const read = async ({ from, to }: Range) => {
    const inRange: readonly Condition[] = [
      ...conditions,
      ...(from === null ? [] : [{ field: 'pk_id' as const, atLeast: from }]),
      ...(to === null ? [] : [{ field: 'pk_id' as const, below: to }]),
    ]
    const rows = await countRows(session, on, inRange, signal)
    if (rows === 0) return { rows, keys: [] }
    return { rows, keys: distinctKeys(await someRows(session, on, { conditions: inRange, fields, limit, signal })) }
  }
  for await (const { keys } of pagesByRange({ from: null, to: null }, limit, { read, idOf: ({ id }: Key) => id }))
    if (keys.length > 0) yield keys
}

function distinctKeys(columns: Columns): readonly Key[] {
  const documents = columns.get('document_id')?.texts ?? []
  const byId = new Map((columns.get('pk_id')?.texts ?? []).map((id, row) => [id, documents[row] ?? '']))
  return [...byId]
    .map(([id, documentId]) => ({ id, documentId }))
    .toSorted((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)))
}
