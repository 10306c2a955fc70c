import type { CompanyId } from '../domain/ids.ts'
import type { StoreUse } from '../domain/store-use.ts'

/** Rows of the collection, as PostgreSQL knew them not long ago. */
export interface Sizes {
  readonly total: number
  readonly byCompany: ReadonlyMap<CompanyId, number>
}

/** Into so many parts a server cuts a collection by its partition key when it is not told. */
const partitions = 16

/**
 * What a read looks through: the whole collection, or with a partition key the part its company is in: at least its own rows, and an even
 * share of all.
 */
export function scannedRows({ companyId, collection }: StoreUse, { total, byCompany }: Sizes): number {
  if (!collection.partitioned || companyId === null) return total
  return Math.max(byCompany.get(companyId) ?? 0, Math.round(total / partitions))
}
