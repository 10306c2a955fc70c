import type { Config } from '../../config/schema.ts'
import { Secret } from '../../config/secret.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { Reconciliation } from '../../domain/reconciliation.ts'
import { createMetrics } from '../../observability/metrics.ts'
import { noTracer } from '../../observability/no-tracer.ts'
import type { Log } from '../../ports/log.ts'
import { openParts } from '../parts/open-parts.ts'
import { reconcileParts } from '../parts/reconcile-parts.ts'
import { prepareDataFolder, requireInstallation } from './data-folder.ts'
import { openDatabase } from './open-database.ts'

export interface ReconcileChoice {
  readonly apply: boolean
  readonly graceMs: number
  readonly companyId: CompanyId | null
}

/** A reconciliation by a process of its own, beside running roles. */
export async function reconcileNow(config: Config, choice: ReconcileChoice, log: Log): Promise<Reconciliation> {
  if (config.database.kind === 'embedded') requireInstallation(config.dataDir)
  prepareDataFolder(config.dataDir)
  const database = await openDatabase(config, log)
  try {
    const outside = { ...config, database: { kind: 'outside' as const, url: Secret.of(database.url) } }
    const { signal } = new AbortController()
    await using parts = await openParts(outside, 'migrate', {
      metrics: createMetrics('command'),
      tracer: noTracer,
      log,
      signal,
    })
    const { apply, graceMs, companyId } = choice
    return await reconcileParts(parts, { apply, graceMs, ...(companyId === null ? {} : { companyId }), signal })
  } finally {
    await database.stop()
  }
}
