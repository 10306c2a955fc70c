import type * as Lance from '@lancedb/lancedb'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'
import type { Hit } from '../../domain/passage.ts'
import { ofCompany } from './filter.ts'

/** All that is searched of one company, row by row. */
export interface CompanyRows {
  readonly ids: readonly Hit['id'][]
  readonly documents: readonly DocumentId[]
  /** Behind each other, `dimension` numbers a row. */
  readonly vectors: Float32Array
  readonly dimension: number
  /** Joined by one space. */
  readonly terms: readonly string[]
}

export const noRows: CompanyRows = { ids: [], documents: [], vectors: new Float32Array(), dimension: 0, terms: [] }

/** Null for more than `most` rows. @param most is read in one go. */
export async function readCompanyRows(
  table: Lance.Table,
  companyId: CompanyId,
  most: number,
): Promise<CompanyRows | null> {
  const found = await table
    .query()
    .where(ofCompany(companyId))
    .select(['pk_id', 'company_id', 'document_id', 'embedding', 'terms'])
    .limit(most + 1)
    .toArrow()
  if (found.numRows > most) return null
  const [ids, companies, documents, embeddings, terms] = [
    'pk_id',
    'company_id',
    'document_id',
    'embedding',
    'terms',
  ].map((name) => found.getChild(name))
  const own = Array.from({ length: found.numRows }, (_, row) => row).filter((row) => companies?.get(row) === companyId)
  const dimension: number = embeddings?.get(own[0] ?? 0)?.length ?? 0
  const vectors = new Float32Array(own.length * dimension)
  for (const [at, row] of own.entries()) vectors.set(embeddings?.get(row)?.toArray() ?? [], at * dimension)
  return {
    // ids were written by `replaceRows` from branded ids
    ids: own.map((row) => ids?.get(row)),
    documents: own.map((row) => documents?.get(row)),
    vectors,
    dimension,
    terms: own.map((row) => String(terms?.get(row))),
  }
}
