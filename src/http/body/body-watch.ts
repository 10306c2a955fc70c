import type { AppError } from '../../domain/errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { GuardedBody } from './guarded-body.ts'

/** All bodies that are on their way, with one timer for all of them. */
export interface BodyWatch {
  add(body: GuardedBody): void
  remove(body: GuardedBody): void
  /** Ends every body that is not whole yet. */
  failAll(error: AppError): void
}

const everyMs = 1000

export function createBodyWatch(clock: Clock): BodyWatch {
  const bodies = new Set<GuardedBody>()
  let running = false

  const watch = async (): Promise<void> => {
    running = true
    while (bodies.size > 0) {
      await clock.sleep(everyMs)
      // no more than one turn, however late the timer is: a thread that was busy is not the clients' silence
      for (const body of bodies) body.pass(everyMs)
    }
    running = false
  }

  return {
    add: (body) => {
      bodies.add(body)
      if (!running) void watch() // nothing in it fails
    },
    remove: (body) => void bodies.delete(body),
    failAll: (error) => {
      for (const body of bodies) body.fail(error)
    },
  }
}
