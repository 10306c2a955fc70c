import type { Config } from '../../config/schema.ts'
import { Secret } from '../../config/secret.ts'
import { createMetrics } from '../../observability/metrics.ts'
import { noTracer } from '../../observability/no-tracer.ts'
import type { Log } from '../../ports/log.ts'
import { establishCollection } from '../parts/establish.ts'
import { prepareDataFolder } from './data-folder.ts'
import { openDatabase } from './open-database.ts'
import { openParts } from '../parts/open-parts.ts'

export interface Migrated {
  /** Schema files applied now; empty when the schema was up to date. */
  readonly schema: readonly string[]
  readonly collection: {
    readonly store: string
    readonly name: string
    readonly model: string
    readonly dimension: number
  }
}

/** A cold Zilliz cluster alone may take a minute. */
const collectionTimeoutMs = 180_000

/**
 * What the first start would do, without starting anything: brings the database schema up to date, then creates or checks
 * the collection. Idempotent, and safe beside running roles and other migrations.
 */
export async function migrate(config: Config, log: Log): Promise<Migrated> {
  prepareDataFolder(config.dataDir)
  const database = await openDatabase(config, log)
  try {
    const outside = { ...config, database: { kind: 'outside' as const, url: Secret.of(database.url) } }
    const signal = AbortSignal.timeout(collectionTimeoutMs)
    await using parts = await openParts(outside, 'migrate', {
      metrics: createMetrics('command'),
      tracer: noTracer,
      log,
      signal,
    })
    const { store, name, fingerprint } = await establishCollection(parts, signal)
    const { model, dimension } = fingerprint
    return { schema: database.applied, collection: { store, name, model, dimension } }
  } finally {
    await database.stop()
  }
}
