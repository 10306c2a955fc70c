import { AppError } from '../../../domain/errors.ts'
import type { DocumentScope } from '../../../domain/document.ts'
import type { CompanyId } from '../../../domain/ids.ts'
import { denseField, termsField } from '../collection/collection-layout.ts'
import type { Condition } from '../wire/filter.ts'
import { renderFilter } from '../wire/filter.ts'
import { MilvusFailure } from '../calls/milvus-failure.ts'
import { strong } from './last-write.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import type { StoreSession } from '../collection/store-session.ts'
import type { Columns } from '../wire/read-request.ts'
import { decodeQuery, encodeQuery } from '../wire/query-messages.ts'

export interface RowQuery {
  readonly companyId: CompanyId
  readonly conditions: readonly Condition[]
  readonly fields: readonly string[]
  readonly signal: AbortSignal
}

/** How many rows are given: all, of which there are no more than a count has told, or no more than somebody wants. */
type Amount = { readonly atMost: number } | { readonly limit: number }

/** Rows servers give in one reply. */
const mostRows = 16_384

/**
 * Milvus 2.3 without a limit gives only as many keys as it would be if each stood there once, and loses the others, when some stand
 * there twice. With one it gives each key.
 */
const limitOf = (atMost: number) => (atMost <= mostRows ? mostRows : null)

const scalarFields = [
  'pk_id',
  'content',
  'company_id',
  'document_id',
  'file_name',
  'page',
  'title',
  'tokens',
  'content_hash',
]

/** All fields of a row that can be read back. */
export function rowFields(on: OpenCollection): readonly string[] {
  return [...scalarFields, denseField, ...(on.sparse ? [termsField] : [])]
}

/** Strong read of all rows that match; the company is added to the conditions and checked on each row. */
export async function queryRows(session: StoreSession, on: OpenCollection, query: RowQuery & Amount): Promise<Columns> {
  const conditions: readonly Condition[] = [{ field: 'company_id', equals: query.companyId }, ...query.conditions]
  const fields = [...query.fields, 'company_id']
  const limit = 'limit' in query ? query.limit : limitOf(query.atMost)
  const columns = await rawQuery(session, on, { conditions, fields, limit }, query.signal)
  requireCompany(columns, columns.get('pk_id')?.texts.length ?? 0, query.companyId)
  return columns
}

/**
 * Strong read of rows by id. Where only a condition on ids alone is fast, the company is checked on the rows and not asked
 * for; the ids hold the document's, which belongs to one company.
 */
export async function lookUpRows(
  session: StoreSession,
  on: OpenCollection,
  lookup: Omit<RowQuery, 'conditions'> & { readonly ids: readonly string[] },
): Promise<Columns> {
  const conditions: readonly Condition[] = [{ field: 'pk_id', in: lookup.ids }]
  // each id may be there more than once
  const atMost = Math.min(mostRows, lookup.ids.length * 8)
  if (!on.abilities.fastById) return queryRows(session, on, { ...lookup, conditions, atMost })
  const fields = [...lookup.fields, 'company_id']
  const { companyId } = lookup
  const query = { conditions, fields, limit: limitOf(atMost), companyId }
  const columns = await rawQuery(session, on, query, lookup.signal)
  requireCompany(columns, columns.get('pk_id')?.texts.length ?? 0, lookup.companyId)
  return columns
}

export const byDocument = ({ companyId, documentId }: DocumentScope): readonly Condition[] => [
  { field: 'company_id', equals: companyId },
  { field: 'document_id', equals: documentId },
]

/** All ids of a document, of which there are so many rows, lowest index first. */
export async function idsOf(
  session: StoreSession,
  on: OpenCollection,
  scope: DocumentScope,
  atMost: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const conditions: readonly Condition[] = [{ field: 'document_id', equals: scope.documentId }]
  const { companyId } = scope
  const columns = await queryRows(session, on, { companyId, conditions, fields: ['pk_id'], atMost, signal })
  const index = (id: string) => Number(id.slice(id.lastIndexOf('_') + 1))
  return [...new Set(columns.get('pk_id')?.texts ?? [])].toSorted((left, right) => index(left) - index(right))
}

/** Exact number of rows, read after all writes. */
export async function countRows(
  session: StoreSession,
  on: OpenCollection,
  conditions: readonly Condition[],
  signal: AbortSignal,
): Promise<number> {
  const columns = await rawQuery(session, on, { conditions, fields: ['count(*)'], limit: null }, signal)
  const count = columns.get('count(*)')?.integers[0]
  if (count !== undefined) return count
  const facts = { kind: 'malformed' as const, method: 'Query', grpcCode: null, serverCode: null }
  throw new MilvusFailure('Query: the server did not answer with a count', facts)
}

export async function rawQuery(
  session: StoreSession,
  on: OpenCollection,
  query: Pick<RowQuery, 'conditions' | 'fields'> & { readonly limit: number | null; readonly companyId?: CompanyId },
  signal: AbortSignal,
): Promise<Columns> {
  const { conditions, fields, limit, companyId = companyOf(conditions) } = query
  const filter = renderFilter(conditions, on.filterStyle)
  const where = { database: session.database, collection: on.name, filter }
  const body = encodeQuery({ ...where, outputFields: [...new Set(fields)], freshness: strong, limit })
  const use = { companyId, on, rows: rowsOf }
  return session.client.call({ method: 'Query', class: 'read', body, decode: decodeQuery, signal, use })
}

/** Whom a read is done for, as its conditions say. */
export function companyOf(conditions: readonly Condition[]): CompanyId | null {
  const company = conditions.find((condition) => condition.field === 'company_id' && 'equals' in condition)
  if (company === undefined || !('equals' in company)) return null
  return company.equals as CompanyId // conditions are built from branded ids
}

/** Rows of a reply. */
export const rowsOf = (columns: Columns | null): number => {
  const [first] = columns?.values() ?? []
  return first === undefined ? 0 : Math.max(first.texts.length, first.integers.length)
}

/**
 * The last line of defence between companies: a row of another company, or one that does not say whose it is, stops the
 * call. Whatever caused it, nothing is shown.
 */
export function requireCompany(columns: Columns, rows: number, companyId: CompanyId): void {
  const companies = columns.get('company_id')?.texts ?? []
  const foreign = companies.some((company) => company !== companyId) || companies.length !== rows
  if (foreign) {
    throw new AppError(
      'vector_store_rejected',
      'The vector store answered with rows of another company; nothing was used.',
    )
  }
}
