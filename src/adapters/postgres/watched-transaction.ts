import { sql } from 'kysely'
import { AppError } from '../../domain/errors.ts'
import { transactionBudget } from '../../domain/time-budgets.ts'
import { withTimeout } from '../../flow/timeout.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Tx } from './database.ts'

/**
 * Runs `work`, which waits for something outside, inside an open transaction. PostgreSQL is asked something small in
 * between: an idle transaction would be ended, and one whose connection is gone has lost its locks. Then `lost` fires, and
 * the work has to stop, because from now on others may be at the same thing.
 */
export async function watched<T>(tx: Tx, clock: Clock, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
  const lost = new AbortController()
  const done = new AbortController()
  const watching = watch(tx, clock, lost, done.signal)
  try {
    return await work(lost.signal)
  } finally {
    // with a reason: the error made for each otherwise has a stack, and is looked at by nobody
    done.abort('over')
    // a connection takes one statement at a time
    await watching
  }
}

async function watch(tx: Tx, clock: Clock, lost: AbortController, done: AbortSignal): Promise<void> {
  const { pingMs, pingReplyMs } = transactionBudget
  const never = new AbortController().signal
  while (await sleptUnless(done, clock, pingMs)) {
    try {
      await withTimeout({ ms: pingReplyMs, signal: never, late: noReply, clock }, () => sql`select 1`.execute(tx))
    } catch (error) {
      lost.abort(
        new AppError('database_unavailable', 'The lock was lost together with its database connection.', {
          retryable: true,
          cause: error,
        }),
      )
      return
    }
  }
}

const noReply = () => new Error(`no reply within ${transactionBudget.pingReplyMs} ms`)

async function sleptUnless(done: AbortSignal, clock: Clock, ms: number): Promise<boolean> {
  return clock.sleep(ms, done).then(
    () => true,
    () => false,
  )
}
