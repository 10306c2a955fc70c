import type * as Lance from '@lancedb/lancedb'
import type { Log } from '../../ports/log.ts'
import { isConflict } from './failures.ts'
import { termsIndex } from './schema.ts'

/** A reader may still be working on the files of an old version; no search or scan takes this long. */
const keepVersionsMs = 10 * 60_000
/** Nothing written for this long: the moment to bring everything into the indexes. */
const quietMs = 3_000
/**
 * While writes go on, at most one part in forty of the time: a run rewrites the whole table as long as it is below a
 * million rows (1–2 s of work at 100,000), and the library offers no smaller step.
 */
const restFactor = 40

/**
 * So many commits are never left waiting: every one may be a fragment outside the indexes, which each search and each
 * count then opens (0.3 ms of processor time apiece; 400 of them made a search of 10,000 rows ten times slower).
 */
const mostCommits = 100
/** These are worth a run already when a run is short: twenty questions a second pay for each of them what a run costs. */
const someCommits = 20
const shorterRestFactor = 10

export interface Maintenance {
  run(table: Lance.Table): Promise<void>
}

const indexed = new WeakSet<Lance.Table>()

/**
 * After the first rows of a collection: brings them into the text index, because the order of its hits cannot be trusted
 * while none is in it. Asks only until that is so.
 */
export async function indexFirstRows(table: Lance.Table): Promise<void> {
  if (indexed.has(table)) return
  const stats = await table.indexStats(termsIndex)
  if (stats !== undefined && stats.numIndexedRows === 0 && stats.numUnindexedRows > 0) await table.optimize()
  indexed.add(table)
}

/**
 * Merges small fragments, brings new rows into the indexes and deletes versions older than ten minutes (only files that
 * some old version names, so that a write in progress elsewhere loses nothing). When nothing was written since its last
 * run and the last clean-up is recent, it returns at once.
 */
export function createMaintenance(log: Log): Maintenance {
  let done: { readonly version: number; readonly at: number; readonly tookMs: number } | null = null
  let seen = { version: -1, at: 0 }

  function due(version: number): boolean {
    const now = performance.now()
    if (version !== seen.version) seen = { version, at: now }
    if (done === null) return true
    if (version === done.version) return now - done.at > keepVersionsMs
    const commits = version - done.version
    if (commits >= mostCommits) return true
    const rest = commits >= someCommits ? shorterRestFactor : restFactor
    return now - done.at > rest * done.tookMs || now - seen.at > quietMs
  }

  async function run(table: Lance.Table): Promise<void> {
    await table.checkoutLatest()
    if (!due(await table.version())) return
    const started = performance.now()
    try {
      await table.optimize({ cleanupOlderThan: new Date(Date.now() - keepVersionsMs) })
    } catch (error) {
      if (!isConflict(error)) throw error
      log.debug({}, 'The house-keeping of the vector store met another writer and left the rest for its next run.')
      return
    }
    const at = performance.now()
    done = { version: await table.version(), at, tookMs: at - started }
    log.debug({ version: done.version, tookMs: Math.round(done.tookMs) }, 'The vector store was compacted.')
  }
  return { run }
}
