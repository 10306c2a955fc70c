import type { Config } from '../../config/schema.ts'
import type { Role } from '../../config/setting.ts'
import type { Metrics } from '../../observability/metrics.ts'
import type { Log } from '../../ports/log.ts'
import { closeParts, openParts } from '../parts/open-parts.ts'

export interface RunningRoles {
  /** Where HTTP is served; null for a worker. */
  readonly address: string | null
  /** Ends within `config.shutdownMs` and a little: requests and jobs finish or are given back, then everything is closed. */
  stop(): Promise<void>
}

/** Builds what the roles need and starts them in this process. The modules of a role that is not asked for are not loaded. */
export async function startRoles(
  roles: readonly Role[],
  config: Config,
  metrics: Metrics,
  log: Log,
): Promise<RunningRoles> {
  const worker = roles.includes('ingest-worker')
  const parts = await openParts(config, worker ? 'worker' : 'api', metrics, log)
  const running: { address: string | null; stop(): Promise<void> }[] = []
  try {
    if (worker) {
      const { startWorker } = await import('./worker.ts')
      running.push(await startWorker(parts))
    }
    if (roles.some((role) => role !== 'ingest-worker')) {
      const { startHttp } = await import('./http.ts')
      running.push(await startHttp(parts, roles))
    }
  } catch (error) {
    await closeParts(parts)
    throw error
  }
  return {
    address: running.find((one) => one.address !== null)?.address ?? null,
    stop: async () => {
      for (const one of running.toReversed()) await one.stop()
      await closeParts(parts)
    },
  }
}
