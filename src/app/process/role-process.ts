import { z } from 'zod'

import type { Config } from '../../config/schema.ts'
import type { Role } from '../../config/setting.ts'
import { AppError, toAppError } from '../../domain/errors.ts'
import { systemClock } from '../../flow/system-clock.ts'
import { unlessAborted } from '../../flow/timeout.ts'
import type { Metrics } from '../../observability/metrics.ts'
import { noTracer } from '../../observability/no-tracer.ts'
import { tracedLog } from '../../observability/traced.ts'
import type { Log } from '../../ports/log.ts'
import { collectGarbage } from '../connect/collect-garbage.ts'
import type { RunningRole } from '../roles/running-role.ts'
import { isFatal } from '../parts/fatal.ts'
import { prepareDataFolder } from './data-folder.ts'
import { onStopSignal, within } from './lifecycle.ts'
import { limitGarbage } from './limit-garbage.ts'
import { watchSecrets } from './watch-secrets.ts'

/** From the worker to its supervisor, and on from there to the process that serves HTTP. */
export const metricsMessage = z.object({
  kind: z.literal('metrics'),
  metrics: z.array(z.record(z.string(), z.unknown())),
})
export type MetricsMessage = z.infer<typeof metricsMessage>

/**
 * What a role process tells its supervisor. `fatal`: starting it again cannot help. `passes`: it waits for something that
 * comes back by itself, such as a store, however long that takes.
 */
export const roleMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), address: z.string().nullable() }),
  z.object({ kind: z.literal('failed'), message: z.string(), fatal: z.boolean(), passes: z.boolean() }),
  metricsMessage,
])
export type RoleMessage = z.infer<typeof roleMessage>

/** For closing what is left after the time for running work is over. */
const closingMs = 3_000
/** For sending the last traces; a collector that hangs must not keep a pod. */
const tracesMs = 2_000

/** Runs roles in this process until a signal comes or the supervisor is gone. Resolves with the exit code. */
export async function runRoles(roles: readonly Role[], config: Config, log: Log): Promise<number> {
  // whatever this process and its children write is for this account only
  process.umask(0o077)
  const stopping = new AbortController()
  const ended = new AbortController()
  const stopRequested = Promise.withResolvers<string>()
  let tracer = noTracer
  const forget = onStopSignal(
    ({ reason }) => {
      stopRequested.resolve(reason)
      stopping.abort(new AppError('cancelled', `Stopped: ${reason}.`))
    },
    () => process.exit(1),
  )
  try {
    // Loaded here, so that a wrong setting or a wrong command does not wait for it.
    const { startRoles } = await import('../roles/roles.ts')
    const { createMetrics } = await import('../../observability/metrics.ts')
    const { openTracer } = await import('../parts/open-tracer.ts')
    const kind = roles.includes('ingest-worker') ? 'worker' : 'api'
    const metrics = createMetrics(kind)
    tracer = await openTracer(config, kind, log)
    const deps = { metrics, tracer, log: tracedLog(tracer, log), signal: stopping.signal }
    const starting = startRoles(roles, config, deps)
    const running = await unlessAborted(starting, stopping.signal)
    tellSupervisor({ kind: 'ready', address: running.address })
    shareMetrics(roles, metrics)
    // not before: what a start loads grows all the time, and would be looked through a dozen times
    limitGarbage()
    collectGarbage()
    log.info({ roles, address: running.address }, 'started')
    void watchSecrets({ settings: config, clock: systemClock, log }, ended.signal)
    return await untilStopped(running, stopRequested.promise, config, log)
  } catch (error) {
    if (stopping.signal.aborted) {
      log.info({ roles, reason: await stopRequested.promise }, 'stopped while starting')
      return 0
    }
    reportFailure(toAppError(error), roles, log)
    return 1
  } finally {
    ended.abort()
    await within(tracer.close(), tracesMs)
    forget()
  }
}

/** Ends the role at the request of somebody, or because it cannot go on. Resolves with the exit code. */
async function untilStopped(
  running: RunningRole,
  requested: Promise<string>,
  config: Config,
  log: Log,
): Promise<number> {
  const failure = running.failed?.catch((error: unknown) => toAppError(error))
  const ended = await Promise.race([requested, ...(failure === undefined ? [] : [failure])])
  if (typeof ended === 'string') log.info({ reason: ended }, 'stopping')
  else reportFailure(ended, config.roles, log)
  const inTime = await within(running.stop(), config.drainMs + config.shutdownMs + closingMs)
  if (!inTime) log.warn({ limitMs: config.shutdownMs }, 'gave up a clean stop')
  return inTime && typeof ended === 'string' ? 0 : 1
}

/** The same without a supervisor, for one kind of role and an outside database: brings the schema up to date first. */
export async function runAlone(config: Config, databaseUrl: string, log: Log): Promise<number> {
  try {
    prepareDataFolder(config.dataDir)
    const { bringUpToDate } = await import('../../adapters/postgres/bring-up-to-date.ts')
    await bringUpToDate(databaseUrl)
  } catch (error) {
    const failure = toAppError(error)
    // as in the supervisor: an AppError says what to do, a stack would only hide that
    const fields = failure === error ? { code: failure.code } : { err: error }
    log.error(fields, `could not start: ${failure.message}`)
    return 1
  }
  return runRoles(config.roles, config, log)
}

function reportFailure(failure: AppError, roles: readonly Role[], log: Log): void {
  const { code, message, retryable } = failure
  const fatal = isFatal(code)
  const fields = fatal || retryable || code === 'conflict' ? { code } : { err: failure }
  log.error({ ...fields, roles }, `ended by a failure: ${message}`)
  tellSupervisor({ kind: 'failed', message, fatal, passes: retryable })
}

/** Under a supervisor the worker tells what it counts, and the others show it beside their own. */
function shareMetrics(roles: readonly Role[], metrics: Metrics): void {
  if (roles.includes('ingest-worker')) {
    metrics.sendTo((plain) => tellSupervisor(metricsMessage.parse({ kind: 'metrics', metrics: plain })))
    return
  }
  process.on('message', (raw) => {
    const message = metricsMessage.safeParse(raw)
    if (message.success) metrics.receive(message.data.metrics)
  })
}

function tellSupervisor(message: RoleMessage): void {
  if (process.connected) process.send?.(message)
}
