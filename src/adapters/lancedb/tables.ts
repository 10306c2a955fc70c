import type * as Lance from '@lancedb/lancedb'
import type { CollectionSpec } from '../../ports/vector-store.ts'
import type { LanceDbOptions } from './lance-db-options.ts'
import { collectionSchema, ensureIndexes, requireSame } from './schema.ts'
import type { Vendor } from './vendor.ts'

/**
 * Caches of the native side, whose own limits are 6 GB and 1 GB. Each compaction leaves the former indexes in them until
 * they are full, so that every process that reads or compacts grows by as much; at 100,000 rows, whose indexes take 20 MB, a search
 * takes the same processor time with these limits as with all in them.
 */
const cachesOfSearches = { index: 6n * 1024n * 1024n, metadata: 2n * 1024n * 1024n }
/** Who only writes reads an index once for each compaction, and would fill the others with what is never asked for again. */
const cachesOfWrites = { index: 2n * 1024n * 1024n, metadata: 2n * 1024n * 1024n }

const missing = /was not found|not found: .*_versions|dataset at path .* was not found/i
/** The table is not there, or another process has dropped it since it was opened. */
export const isMissing = (error: unknown): boolean => error instanceof Error && missing.test(error.message)

const exists = /already exists/i

/** The one open table of a collection. */
export interface Tables {
  /** Null while no process has created it; asked again each time until then. */
  find(): Promise<Lance.Table | null>
  create(spec: CollectionSpec, signal: AbortSignal): Promise<Lance.Table>
  /** Success when there is none. */
  drop(): Promise<void>
  /** Forgets the handle after a failure, so that the next call opens the table anew. */
  forget(): void
  close(): void
}

export async function openTables(
  vendor: Vendor,
  { directory, collection: name, searches = true }: Pick<LanceDbOptions, 'directory' | 'collection' | 'searches'>,
): Promise<Tables> {
  const caches = searches ? cachesOfSearches : cachesOfWrites
  const session = new vendor.lance.Session(caches.index, caches.metadata)
  // 0 = every read looks for the newest version first (0.1 ms): other processes write to the same folder.
  const connection = await vendor.lance.connect(directory, { readConsistencyInterval: 0, session })
  let table: Lance.Table | null = null

  async function find(): Promise<Lance.Table | null> {
    if (table !== null) return table
    try {
      table = await connection.openTable(name)
      return table
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  async function create(spec: CollectionSpec, signal: AbortSignal): Promise<Lance.Table> {
    let found = await find()
    if (found === null) {
      try {
        const schema = collectionSchema(vendor.arrow, spec.dimension, spec.fingerprint)
        found = table = await connection.createEmptyTable(name, schema)
      } catch (error) {
        // Another process was faster; its table is checked like any other.
        if (!(error instanceof Error && exists.test(error.message))) throw error
        found = await find()
        if (found === null) throw error
      }
    }
    await requireSame(found, spec)
    await ensureIndexes(vendor, found, signal)
    return found
  }

  async function drop(): Promise<void> {
    table?.close()
    table = null
    try {
      await connection.dropTable(name)
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }

  return {
    find,
    create,
    drop,
    forget: () => {
      table = null
    },
    close: () => {
      table?.close()
      connection.close()
    },
  }
}
