import type * as Lance from '@lancedb/lancedb'
import type { Vendor } from './vendor.ts'

/** Below this the exact comparison of all rows takes at most 20 ms, and no index is worth its space. */
const smallestIndexedTable = 50_000
const rowsPerPartition = 800
const fewestPartitions = 64
const mostPartitions = 1_024

/** The index's name carries its partition count, which the library does not tell. */
const prefix = 'embedding_ivf_'

/** Partitions of the vector index; null without one, 0 when unknown. */
export async function partitionsOf(table: Lance.Table): Promise<number | null> {
  let most: number | null = null
  for (const index of await table.listIndices()) {
    if (!index.columns.includes('embedding')) continue
    const count = index.name.startsWith(prefix) ? Number(index.name.slice(prefix.length)) : Number.NaN
    most = Math.max(most ?? 0, Number.isInteger(count) ? count : 0)
  }
  return most
}

/**
 * Builds the vector index of a table that has grown large, and a finer one when it has doubled several times since.
 * Vectors are kept as they are (IVF_FLAT): 100,000 rows take 2–5 s, which a graph index takes a hundred times over.
 */
export async function refreshVectorIndex({ lance }: Vendor, table: Lance.Table): Promise<void> {
  const rows = await table.countRows()
  if (rows < smallestIndexedTable) return
  const wanted = Math.min(
    mostPartitions,
    Math.max(fewestPartitions, 2 ** Math.round(Math.log2(rows / rowsPerPartition))),
  )
  const present = await partitionsOf(table)
  if (present !== null && wanted < present * 2) return
  const old = (await table.listIndices()).filter((index) => index.columns.includes('embedding'))
  const config = lance.Index.ivfFlat({ distanceType: 'dot', numPartitions: wanted })
  await table.createIndex('embedding', { config, name: `${prefix}${wanted}`, replace: true })
  for (const index of old) if (index.name !== `${prefix}${wanted}`) await table.dropIndex(index.name)
}
