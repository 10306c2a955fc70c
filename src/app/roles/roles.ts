// `roles/` runs what a process is for: the HTTP APIs, the worker, or both.
import type { Config } from '../../config/schema.ts'
import type { Role } from '../../config/setting.ts'
import { openParts, type OpenPartsDeps } from '../parts/open-parts.ts'
import type { RunningRole } from './running-role.ts'

/**
 * Builds what the roles need and starts them in this process. The modules of a role that is not asked for are not loaded.
 * What was started is stopped again, in reverse order, when a later part fails or the signal fires.
 */
export async function startRoles(roles: readonly Role[], config: Config, deps: OpenPartsDeps): Promise<RunningRole> {
  const worker = roles.includes('ingest-worker')
  await using started = new AsyncDisposableStack()
  const parts = started.use(await openParts(config, worker ? 'worker' : 'api', deps))
  const running: RunningRole[] = []
  const add = (role: RunningRole): void => {
    running.push(role)
    started.defer(() => role.stop())
  }
  if (worker) {
    const { startWorker } = await import('./worker.ts')
    add(await startWorker(parts, deps.signal))
  }
  if (roles.some((role) => role !== 'ingest-worker')) {
    const { startHttp } = await import('./http.ts')
    add(await startHttp(parts, roles))
  }
  deps.signal.throwIfAborted()
  const all = started.move()
  return {
    address: running.find((one) => one.address !== null)?.address ?? null,
    failed: Promise.race(running.flatMap(({ failed }) => (failed === undefined ? [] : [failed]))),
    stop: () => all.disposeAsync(),
  }
}
