// How processes start, live and end; the top of `app`, the only folder that sees use cases and adapters. Below it: `connect/` opens one
// outside part, `collections/` follows which collection is active, `parts/` opens everything a process shares, `check/` examines it,
// `roles/` runs the HTTP APIs and the worker on it.
import type { Config } from '../../config/schema.ts'
import type { Role } from '../../config/setting.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { AppError } from '../../domain/errors.ts'
import { toAppError } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'
import { prepareDataFolder } from './data-folder.ts'
import { onStopSignal } from './lifecycle.ts'
import { mallocSettings } from './malloc-settings.ts'
import { requirePort } from './require-port.ts'
import { openDatabase, type RunningDatabase } from './open-database.ts'
import type { MetricsMessage } from './role-process.ts'
import { SupervisedChild, type ChildOptions } from './supervised-child.ts'

export interface SupervisorDeps {
  readonly log: Log
  readonly env: NodeJS.ProcessEnv
  /** Command line of a role process without the roles, such as `node main.ts run-roles`. */
  readonly roleCommand: readonly [string, ...string[]]
  /** Called once, when everything is ready. */
  readonly onReady: (address: string | null) => void
}

const marginMs = 4_000
/** The HTTP process stops first and has one of this many parts of the time; the worker has what is left. */
const httpShare = 2

/**
 * Runs PostgreSQL if it is ours, brings its schema up to date, then one process for HTTP and one for the worker; keeps
 * them running and stops them in order. Resolves with the exit code.
 */
export async function supervise(config: Config, deps: SupervisorDeps): Promise<number> {
  const { log } = deps
  const over = Promise.withResolvers<{ readonly code: number; readonly reason: string }>()
  const children: SupervisedChild[] = []
  let database: RunningDatabase | null = null
  const force = (): void => {
    log.warn({}, 'stopping at once')
    for (const child of children) child.kill()
    // PostgreSQL recovers by itself; the next start takes over or restarts it.
    process.exit(1)
  }
  const stopping = new AbortController()
  const { signal } = stopping
  const forget = onStopSignal(({ reason }) => {
    stopping.abort()
    over.resolve({ code: 0, reason })
  }, force)
  const giveUp = (error: AppError): void => {
    log.error({ code: error.code }, `gave up: ${error.message}`)
    over.resolve({ code: 1, reason: error.message })
  }
  try {
    if (config.roles.some((role) => role !== 'ingest-worker'))
      await requirePort(config.http, { log, clock: systemClock, signal })
    // a stop while it waited for the port: nothing is there yet, and nothing is to be made
    if (signal.aborted) return 0
    prepareDataFolder(config.dataDir)
    database = await openDatabase(config, log)
    for (const roles of groups(config.roles)) {
      // HTTP comes first, so that it is there to show what the worker counts.
      const onMetrics = (message: MetricsMessage): void => children[0]?.tell(message)
      children.push(startChild(roles, config, database.url, deps, { onGiveUp: giveUp, onMetrics }))
    }
    void announce(children, deps)
    const { code, reason } = await over.promise
    log.info({ reason }, 'stopping')
    const clean = await stopInOrder(children, config)
    return clean ? code : 1
  } catch (error) {
    const failure = toAppError(error)
    // An AppError says what to do; a stack in front of it would only hide that.
    const fields = failure === error ? { code: failure.code } : { err: error }
    log.error(fields, `could not start: ${failure.message}`)
    return 1
  } finally {
    await database?.stop()
    forget()
  }
}

/** Everything that answers HTTP shares a port and a process; the worker has its own, so that it cannot slow answers. */
function groups(roles: readonly Role[]): readonly (readonly Role[])[] {
  const http = roles.filter((role) => role !== 'ingest-worker')
  const worker = roles.filter((role) => role === 'ingest-worker')
  return [http, worker].filter((group) => group.length > 0)
}

function startChild(
  roles: readonly Role[],
  config: Config,
  databaseUrl: string,
  deps: SupervisorDeps,
  hooks: Pick<ChildOptions, 'onGiveUp' | 'onMetrics'>,
): SupervisedChild {
  const [command, ...args] = deps.roleCommand
  return new SupervisedChild({
    name: roles.includes('ingest-worker') ? 'worker' : 'api',
    command,
    args: [...args, roles.join(',')],
    env: {
      ...mallocSettings,
      ...deps.env,
      // an outside one is read from the settings again, so that a rotated password is taken
      ...(config.database.kind === 'embedded' ? { DATABASE_URL: databaseUrl } : {}),
      ATENEX_DATA_DIR: config.dataDir,
      ...stopTime(roles, config),
    },
    log: deps.log,
    ...hooks,
  })
}

/** Beside a worker the HTTP process has to know that it has a part of the time only, to end in it by itself. */
function stopTime(roles: readonly Role[], config: Config): NodeJS.ProcessEnv {
  if (roles.includes('ingest-worker') || !config.roles.includes('ingest-worker')) return {}
  return { ATENEX_SHUTDOWN_SECONDS: String(Math.max(1, Math.floor(config.shutdownMs / 1_000 / httpShare))) }
}

async function announce(children: readonly SupervisedChild[], deps: SupervisorDeps): Promise<void> {
  try {
    const addresses = await Promise.all(children.map((child) => child.ready))
    deps.onReady(addresses.find((address) => address !== null) ?? null)
  } catch (error) {
    // The child that failed has been given up by now, which ends the supervisor.
    deps.log.debug({ err: toAppError(error) }, 'did not become ready')
  }
}

/** HTTP first, so that nothing new comes in; then the worker, which finishes its jobs or gives them back. */
async function stopInOrder(
  children: readonly SupervisedChild[],
  { drainMs, shutdownMs }: Pick<Config, 'drainMs' | 'shutdownMs'>,
): Promise<boolean> {
  const deadline = performance.now() + drainMs + shutdownMs + marginMs
  let clean = true
  for (const [index, child] of children.entries()) {
    const left = deadline - performance.now()
    const share = index === children.length - 1 ? left : (left + drainMs) / httpShare
    clean = (await child.stop(Math.max(500, share))) && clean
  }
  return clean
}
