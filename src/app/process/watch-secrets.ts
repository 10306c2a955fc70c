import { AppError } from '../../domain/errors.ts'
import { secretTroubles } from '../../config/secret-troubles.ts'
import { sayOnce } from '../../flow/said-once.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'

const everyMs = 30_000

/**
 * Tells of files of secrets that cannot be used any more, such as one that a rotation left empty: what they held before goes on being used,
 * until the other side takes it no longer and nobody knows why. Ends with its signal.
 */
export async function watchSecrets(
  { settings, clock, log }: { readonly settings: unknown; readonly clock: Clock; readonly log: Log },
  signal: AbortSignal,
): Promise<void> {
  const told = sayOnce({ log, clock, who: 'a secret', does: 'was not taken', again: 'can be read from its file again' })
  while (!signal.aborted) {
    const troubles = secretTroubles(settings)
    if (troubles.length === 0) told.works()
    else told.fails(new AppError('configuration', troubles.join(' '), { retryable: true }))
    await clock.sleep(everyMs, signal).catch(() => undefined)
  }
}
