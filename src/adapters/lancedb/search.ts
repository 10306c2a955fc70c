import type * as Arrow from 'apache-arrow'
import type * as Lance from '@lancedb/lancedb'
import { companyScore } from '../../domain/bm25.ts'
import { AppError } from '../../domain/errors.ts'
import type { Hit } from '../../domain/passage.ts'
import type { Log } from '../../ports/log.ts'
import type { DenseSearch, SparseSearch } from '../../ports/vector-store.ts'
import { ofCompany, ofDocuments } from './filter.ts'
import type { IndexedCompanies } from './indexed-companies.ts'
import { termsIndex } from './schema.ts'
import type { Vendor } from './vendor.ts'

/** More than any caller needs; every hit costs a few microseconds to read. */
export const maxTopK = 10_000

/** While new rows are not in the text index yet, its scores are slightly off: a wider net, then our own order. */
const spareHits = 50
/**
 * The library weighs words over the whole table, which is every company's: it only chooses the candidates, so many times the
 * wanted hits, and they are weighed anew.
 */
const widerBy = 3

interface Searching {
  readonly vendor: Vendor
  readonly log: Log
  readonly indexed: IndexedCompanies
}

/**
 * Compares the question with every row of the company: exact, and 0.3 ms per 1,000 rows of 512 floats. A partitioned index
 * (IVF_FLAT) was measured at 100,000 rows: half the time at 200 MB more memory, and every compaction had to rebuild it.
 */
export async function searchDense(deps: Searching, table: Lance.Table, search: DenseSearch): Promise<readonly Hit[]> {
  const where = filterOf(search)
  if (where === null) return []
  const found = await table
    .query()
    .nearestTo(search.embedding)
    .column('embedding')
    .distanceType('dot')
    .where(where)
    .select(['pk_id', 'company_id', 'document_id', '_distance'])
    .limit(search.limit)
    .toArrow()
  const distances = found.getChild('_distance')
  // The library's distance for inner products is 1 − product.
  return toHits(deps, found, search, (row) => 1 - Number(distances?.get(row)))
}

export async function searchSparse(deps: Searching, table: Lance.Table, search: SparseSearch): Promise<readonly Hit[]> {
  const where = filterOf(search)
  const terms = [...new Set(search.terms)].join(' ')
  if (where === null || terms === '') return []
  const { statistics } = search
  const wanted = statistics === undefined ? search.limit : Math.min(maxTopK, search.limit * widerBy)
  const fetched = await hitsToFetch(deps, table, search, wanted)
  if (fetched === null) return []
  const columns = ['pk_id', 'company_id', 'document_id', '_score']
  const found = await table
    .query()
    .fullTextSearch(new deps.vendor.lance.MatchQuery(terms, 'terms'), { columns: ['terms'] })
    .where(where)
    .select(statistics === undefined ? columns : [...columns, 'terms'])
    .limit(fetched)
    .toArrow()
  const [scores, joined] = [found.getChild('_score'), found.getChild('terms')]
  if (statistics === undefined) return toHits(deps, found, search, (row) => Number(scores?.get(row)))
  return toHits(deps, found, search, (row) => companyScore(search.terms, String(joined?.get(row)), statistics))
}

/** Null without an index. */
async function hitsToFetch(
  { indexed }: Searching,
  table: Lance.Table,
  { companyId, revision }: SparseSearch,
  wanted: number,
): Promise<number | null> {
  if (indexed.has(companyId, revision)) return wanted
  const stats = await table.indexStats(termsIndex)
  if (stats === undefined) return null
  // with no indexed row at all the library has been seen to cut the list before sorting it
  if (stats.numIndexedRows === 0) return maxTopK
  if (stats.numUnindexedRows > 0) return wanted + spareHits
  indexed.add(companyId, revision)
  return wanted
}

/** Null when nothing can be found: an empty list of documents is a filter that lets nothing through. */
function filterOf(search: DenseSearch | SparseSearch): string | null {
  if (search.documentIds === undefined) return ofCompany(search.companyId)
  return search.documentIds.length === 0 ? null : ofDocuments(search.companyId, search.documentIds)
}

/** By columns: an object for each row would cost more than all else here. */
function toHits(
  { log }: Searching,
  found: Arrow.Table,
  search: DenseSearch | SparseSearch,
  score: (row: number) => number,
): readonly Hit[] {
  const [ids, companies, documents] = ['pk_id', 'company_id', 'document_id'].map((name) => found.getChild(name))
  const hits: Hit[] = []
  for (let row = 0; row < found.numRows; row++) {
    if (companies?.get(row) !== search.companyId) {
      log.error({ expected: search.companyId }, 'The embedded vector store returned a row of another company.')
      continue
    }
    // Ids were written by `replaceRows` from branded ids.
    hits.push({ id: ids?.get(row), documentId: documents?.get(row), score: score(row) })
  }
  // The library's order holds within one segment only; equal scores get a fixed order.
  hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  return hits.slice(0, search.limit)
}

/** @throws AppError `vector_store_rejected`. */
export function requireLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= maxTopK) return
  throw new AppError('vector_store_rejected', `A search returns 1 to ${maxTopK} hits, not ${limit}.`)
}
