import { setTimeout as delay } from 'node:timers/promises'
import { waitFor } from './wait.ts'

/** Users without a pause take what a part that starts needs, and their connections are never at rest when one is closed. */
const pauseMs = 100

/** Users who send one request after the other until they are stopped. */
export interface SteadyUsers {
  /** One more for each number with which its requests begin. */
  join(firsts: readonly number[]): void
  /** Until there were so many more replies for each of them. */
  goOn(replies: number, timeoutMs: number): Promise<void>
  stop(): Promise<{ readonly requests: number; readonly failures: readonly string[] }>
}

/** @param one sends the request of this number; what it rejects with is a failure. */
export function steadyUsers(one: (number: number) => Promise<unknown>): SteadyUsers {
  let stopped = false
  let requests = 0
  const failures: string[] = []
  const users: Promise<void>[] = []
  const user = async (first: number): Promise<void> => {
    for (let number = first; !stopped; number += 1) {
      try {
        await one(number)
      } catch (error) {
        const cause = error instanceof Error ? error.cause : undefined
        failures.push(`${String(error)} ${cause instanceof Error ? cause.message : ''}`)
      }
      requests += 1
      await delay(pauseMs)
    }
  }
  return {
    join: (firsts) => void users.push(...firsts.map(user)),
    goOn: async (replies, timeoutMs) => {
      const until = requests + replies * users.length
      await waitFor(async () => requests >= until, { what: 'more requests', timeoutMs })
    },
    stop: async () => {
      stopped = true
      await Promise.all(users)
      return { requests, failures }
    },
  }
}
