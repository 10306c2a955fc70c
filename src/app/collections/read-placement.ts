import { AppError } from '../../domain/errors.ts'
import { withTimeout } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Placement } from '../../ports/collection-store.ts'

/**
 * A read of a few rows. It may have got the one connection that is dead without either end knowing, which the system notices after a
 * quarter of an hour; without PostgreSQL there is no answer, which is better told soon than after each of those before has waited for it.
 */
const withinMs = 10_000

/**
 * Which collections answer, or the wait for a read of it that others share.
 * @param signal ends the wait; the read itself goes on.
 * @throws AppError `database_unavailable` (retryable) after ten seconds; whatever `read` throws, and the reason of the signal.
 */
export function readPlacement(
  read: (signal: AbortSignal) => Promise<Placement>,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Placement> {
  return withTimeout({ ms: withinMs, signal, clock, late: unread }, read)
}

const unread = () =>
  new AppError('database_unavailable', 'PostgreSQL did not answer. Try again in a moment.', { retryable: true })
