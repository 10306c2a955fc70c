import type { Server, ServerOptions } from '../../src/http/server.ts'
import { systemClock } from '../../src/flow/system-clock.ts'
import { silentLog } from './log.ts'

/** Options of a server behind a gateway with small limits, for tests of what stands on it. */
export function serverOptions(changes: Partial<ServerOptions> = {}): ServerOptions {
  const limits = { maxUploadBytes: 1000, uploadIdleMs: 60_000, uploadMinBytesPerSecond: 1000, bodyMs: 15_000 }
  return { auth: 'gateway', limits, log: silentLog, clock: systemClock, answersMs: 10_000, ...changes }
}

/** Of a server that listens on a free port. */
export function portOf(server: Server): number {
  const address = server.server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen on a port')
  return address.port
}
