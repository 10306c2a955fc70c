import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import type { StoreSession } from '../collection/store-session.ts'
import type { Condition } from '../wire/filter.ts'
import { countRows, queryRows } from './read-rows.ts'

/** Rows read with one query: no server cuts off so few. */
const mostRows = 10_000
const digits = '0123456789abcdef'
/** Behind every id, which are lower-case hexadecimal digits with dashes. */
const behind = 'g'
/** Digits before the first dash of an id: documents that share all of them are read at once, however many rows they have. */
const longestPrefix = 8

/**
 * Rows of each document of the company. The ids are cut into ranges until one has few enough rows: no server promises an
 * order to page by, and some lose rows to it.
 */
export async function* countByDocument(
  session: StoreSession,
  companyId: CompanyId,
  signal: AbortSignal,
): AsyncGenerator<ReadonlyMap<DocumentId, number>> {
  const waiting = ['']
  for (let prefix = waiting.pop(); prefix !== undefined; prefix = waiting.pop()) {
    const range = prefix
    const counts = await session.run('background', signal, (on) =>
      countRange(session, on, { companyId, range }, signal),
    )
    if (counts === null) waiting.push(...[...digits].map((digit) => range + digit))
    else if (counts.size > 0) yield counts
  }
}

/** Null when the range has too many rows. */
async function countRange(
  session: StoreSession,
  on: OpenCollection,
  { companyId, range }: { readonly companyId: CompanyId; readonly range: string },
  signal: AbortSignal,
): Promise<ReadonlyMap<DocumentId, number> | null> {
  const inRange: readonly Condition[] = [
    { field: 'document_id', atLeast: range },
    { field: 'document_id', below: `${range}${behind}` },
  ]
  const rows = await countRows(session, on, [{ field: 'company_id', equals: companyId }, ...inRange], signal)
  const counts = new Map<DocumentId, number>()
  if (rows === 0) return counts
  if (rows > mostRows && range.length < longestPrefix) return null
  const columns = await queryRows(session, on, {
    companyId,
    conditions: inRange,
    fields: ['pk_id', 'document_id'],
    atMost: rows,
    signal,
  })
  for (const text of columns.get('document_id')?.texts ?? []) {
    const id = text as DocumentId // written from branded ids, by us or by the original
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}
