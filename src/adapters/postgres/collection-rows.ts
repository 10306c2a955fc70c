import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { CollectionRow } from '../../ports/collection-store.ts'
import type { CollectionsTable } from './tables.ts'

const fingerprintSchema = z.object({
  model: z.string(),
  revision: z.string(),
  dimension: z.number(),
  prefixRule: z.string(),
  normalised: z.boolean(),
  chunking: z.string(),
})

export function toCollection(row: Selectable<CollectionsTable>): CollectionRow {
  const { id, store, name, address } = row
  return { id, store, name, address, fingerprint: fingerprintSchema.parse(row.fingerprint) }
}
