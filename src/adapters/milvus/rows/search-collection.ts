import { AppError } from '../../../domain/errors.ts'
import type { ChunkId, DocumentId } from '../../../domain/ids.ts'
import type { Hit } from '../../../domain/passage.ts'
import type { DenseSearch, SparseSearch } from '../../../ports/vector-store.ts'
import { denseField, denseMetric, sparseField, sparseMetric } from '../collection/collection-layout.ts'
import type { Condition } from '../wire/filter.ts'
import { renderFilter } from '../wire/filter.ts'
import type { LastWrite } from './last-write.ts'
import { MilvusFailure } from '../calls/milvus-failure.ts'
import { levelOf, type MilvusOptions } from '../calls/milvus-options.ts'
import type { OpenCollection } from '../collection/open-collection.ts'
import { lookUpRows, requireCompany } from './read-rows.ts'
import type { StoreSession } from '../collection/store-session.ts'
import type { SearchResult } from '../wire/search-messages.ts'
import { decodeSearch, encodeSearch } from '../wire/search-messages.ts'

interface Parts {
  readonly session: StoreSession
  readonly lastWrite: LastWrite
}

type Search = DenseSearch | SparseSearch

/** Candidates HNSW looks at: at least the original's 128, and more than what is asked for. */
const minEf = 128
const maxEf = 32_768
const probes = 32

/** The one parameter the index understands; an unknown one is ignored by some servers and refused by others. */
export function searchParams(
  options: MilvusOptions,
  indexType: string,
  limit: number,
  level = levelOf(options),
): Readonly<Record<string, number>> {
  if (options.kind === 'zilliz') return { level }
  if (indexType === 'HNSW') return { ef: Math.min(maxEf, Math.max(minEf, Math.ceil(limit * 1.5))) }
  if (indexType.startsWith('IVF')) return { nprobe: probes }
  return {}
}

function conditionsOf(search: Search): readonly Condition[] {
  const company: Condition = { field: 'company_id', equals: search.companyId }
  return search.documentIds === undefined ? [company] : [company, { field: 'document_id', in: search.documentIds }]
}

async function send(
  { session, lastWrite }: Parts,
  on: OpenCollection,
  search: Search,
  limit: number,
): Promise<SearchResult> {
  const dense = 'embedding' in search
  const body = encodeSearch({
    database: session.database,
    collection: on.name,
    filter: renderFilter(conditionsOf(search), on.filterStyle),
    // Vectors are never asked for: nobody who searches needs them.
    outputFields: ['company_id', 'document_id'],
    freshness: lastWrite.freshness(),
    query: dense ? search.embedding : search.terms.join(' '),
    field: dense ? denseField : sparseField,
    metric: dense ? denseMetric : sparseMetric,
    limit,
    params: dense ? searchParams(session.options, on.indexType, limit, search.level) : {},
  })
  const { companyId, signal } = search
  const use = { companyId, on, rows: (reply: SearchResult | null) => reply?.ids.length ?? 0 }
  const call = { method: 'Search', class: 'answer' as const, body, decode: decodeSearch, signal, use }
  const result = await session.client.call(call)
  requireCompany(result.columns, result.ids.length, search.companyId)
  return result
}

function toHits(result: SearchResult, score: (raw: number) => number): Hit[] {
  const documents = result.columns.get('document_id')?.texts ?? []
  if (documents.length !== result.ids.length || result.scores.length !== result.ids.length) {
    const facts = { kind: 'malformed' as const, method: 'Search', grpcCode: null, serverCode: null }
    throw new MilvusFailure('Search: the reply has not one score and one document a hit', facts)
  }
  // The brands are those of the ids we wrote; the company of each row was checked.
  return result.ids.map((id, index) => ({
    id: id as ChunkId,
    documentId: documents[index] as DocumentId,
    score: score(result.scores[index] ?? 0),
  }))
}

function checkLimit(limit: number, topK: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= topK) return
  const message = `A search may ask for 1 to ${topK} hits on this server, not for ${limit}.`
  throw new AppError('vector_store_rejected', message)
}

export async function searchDense(parts: Parts, search: DenseSearch): Promise<readonly Hit[]> {
  if (search.documentIds?.length === 0) return []
  const { limits } = await parts.session.profile('answer', search.signal)
  checkLimit(search.limit, limits.topK)
  return parts.session.run('answer', search.signal, async (on) =>
    toHits(await send(parts, on, search, search.limit), (raw) => raw),
  )
}

/** Null when the collection has no terms. */
export async function searchSparse(parts: Parts, search: SparseSearch): Promise<readonly Hit[] | null> {
  const terms = [...new Set(search.terms)].filter((term) => term !== '')
  if (terms.length === 0 || search.documentIds?.length === 0) return []
  const { limits } = await parts.session.profile('answer', search.signal)
  checkLimit(search.limit, limits.topK)
  return parts.session.run('answer', search.signal, async (on) => {
    if (!on.sparse) return null
    const distinct = { ...search, terms }
    if (on.abilities.staleBm25) return searchStaleBm25(parts, on, distinct, limits.topK)
    return toHits(await send(parts, on, distinct, search.limit), (raw) => raw).filter(({ score }) => score > 0)
  })
}

/**
 * Where deleted rows are still found until the next flush, with negative scores, best first like elsewhere: hits are looked
 * up by id, which sees the deletion, and more are asked for while too few are left.
 */
async function searchStaleBm25(parts: Parts, on: OpenCollection, search: SparseSearch, topK: number) {
  const { limit } = search
  for (let ask = limit; ; ask = Math.min(ask * 4, topK)) {
    const hits = toHits(await send(parts, on, search, ask), Math.abs).filter(({ score }) => score > 0)
    const live = await liveIds(parts.session, on, search, hits)
    const kept = hits.filter(({ id }) => live.has(id)).slice(0, limit)
    if (kept.length === limit || hits.length < ask || ask >= topK) return kept
  }
}

async function liveIds(session: StoreSession, on: OpenCollection, search: SparseSearch, hits: readonly Hit[]) {
  if (hits.length === 0) return new Set<string>()
  const ids = hits.map(({ id }) => id)
  const lookup = { companyId: search.companyId, ids, fields: ['pk_id'], signal: search.signal }
  return new Set<string>((await lookUpRows(session, on, lookup)).get('pk_id')?.texts)
}
