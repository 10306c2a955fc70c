import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Config } from '../../config/schema.ts'
import { toAppError } from '../../domain/errors.ts'
import { addressOf, listenFailure } from '../../http/listen.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'

interface RequirePort {
  readonly log: Log
  readonly clock: Clock
  /** A stop: nobody waits for the port any more. */
  readonly signal: AbortSignal
}

/** An API whose supervisor was killed ends within `ATENEX_SHUTDOWN_SECONDS`, 20 if nobody says otherwise. */
const patienceMs = 25_000
const pauseMs = 500

/**
 * Checks that the port can be opened before anything else is started. A mistyped address is reported at once; a second Atenex
 * reports at once that it waits, while a process that was killed gives its port back.
 * @throws AppError `conflict` for a port that stays in use, `configuration` for an address or a port that this process cannot
 *   have.
 */
export async function requirePort(at: Pick<Config['http'], 'host' | 'port'>, deps: RequirePort): Promise<void> {
  const { log, clock, signal } = deps
  const until = clock.monotonicMs() + patienceMs
  for (let told = false; !signal.aborted; told = true) {
    const failure = await look(at)
    if (failure === null) return
    if (toAppError(failure).code !== 'conflict' || clock.monotonicMs() >= until) throw failure
    if (!told) log.warn({ waitsMs: patienceMs }, `waits for its port: ${toAppError(failure).message}`)
    await clock.sleep(pauseMs, signal).catch(() => undefined) // the stop is seen by the loop
  }
}

async function look({ host, port }: Pick<Config['http'], 'host' | 'port'>): Promise<unknown> {
  const server = createServer()
  try {
    server.listen({ host: addressOf(host), port })
    await once(server, 'listening')
    return null
  } catch (error) {
    return listenFailure(error, { host, port })
  } finally {
    server.close()
  }
}
