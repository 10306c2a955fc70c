import { readVersion } from '../../config/version.ts'
import { createOperatorGate } from '../../http/identity/operator.ts'
import { listen } from '../../http/listen.ts'
import { healthRoutes } from '../../http/routes/health.ts'
import { createServer } from '../../http/server.ts'
import { watchReadiness } from '../check/readiness.ts'
import type { Parts } from '../parts/parts.ts'
import { readInstallation } from './installation.ts'

/** Of a stop, for a probe that is being answered. */
const probesMs = 1_000

export interface WorkerProbes {
  /** From now on the worker counts as started. */
  tellStarted(): void
  close(): Promise<void>
}

/** HTTP for probes and Prometheus of a worker that runs alone. It answers from the first moment, at first with `not started`. */
export async function openWorkerProbes(parts: Parts, port: number): Promise<WorkerProbes> {
  const { config, log, clock, metrics } = parts
  const server = await createServer({ ...config.http, log, clock, answersMs: probesMs })
  metrics.showInstallation(() => readInstallation(parts))
  let started = false
  healthRoutes(server, {
    operators: createOperatorGate(config.http.operatorToken),
    version: await readVersion(),
    started: () => started,
    stopping: () => false,
    missing: watchReadiness(parts),
    metrics: () => metrics.expose(),
  })
  const address = await listen(server, { host: config.http.host, port })
  log.info({ address }, 'answers probes')
  return {
    tellStarted: () => {
      started = true
    },
    close: () => server.close(),
  }
}
