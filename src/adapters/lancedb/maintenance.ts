import type * as Lance from '@lancedb/lancedb'
import type { Log } from '../../ports/log.ts'
import { isConflict } from './failures.ts'
import { termsIndex } from './schema.ts'
import { refreshVectorIndex } from './vector-index.ts'
import type { Vendor } from './vendor.ts'

/** A reader may still be working on the files of an old version; no search or scan takes this long. */
const keepVersionsMs = 10 * 60_000

/** True when rows exist and none of them is in the text index: the state in which its order cannot be trusted. */
export async function nothingIndexed(table: Lance.Table): Promise<boolean> {
  const stats = await table.indexStats(termsIndex)
  return stats !== undefined && stats.numIndexedRows === 0 && stats.numUnindexedRows > 0
}

/**
 * Merges small fragments, brings new rows into the indexes and deletes versions older than ten minutes (only files that
 * some old version names, so that a write in progress elsewhere loses nothing). When nothing was written since its last
 * run and the last clean-up is recent, it returns at once.
 */
export function createMaintenance(vendor: Vendor, log: Log): (table: Lance.Table) => Promise<void> {
  let seenVersion = -1
  let cleanedAt = Number.NEGATIVE_INFINITY
  return async (table) => {
    await table.checkoutLatest()
    const version = await table.version()
    const cleanDue = performance.now() - cleanedAt > keepVersionsMs
    if (version === seenVersion && !cleanDue) return
    const started = performance.now()
    try {
      await table.optimize({ cleanupOlderThan: new Date(Date.now() - keepVersionsMs) })
      await refreshVectorIndex(vendor, table)
    } catch (error) {
      if (!isConflict(error)) throw error
      log.debug({}, 'The house-keeping of the vector store met another writer and left the rest for its next run.')
      return
    }
    cleanedAt = performance.now()
    seenVersion = await table.version()
    log.debug(
      { version: seenVersion, tookMs: Math.round(performance.now() - started) },
      'The vector store was compacted.',
    )
  }
}
