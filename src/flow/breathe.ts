import { setImmediate } from 'node:timers/promises'

/** Below the 100 ms after which heartbeats, polls and other requests of the same thread would notice. */
const longestTurnMs = 25

/** Called between two steps of long work; wait for what it returns, when it returns something. */
export type Breathe = () => Promise<void> | undefined

/**
 * For work that grows with a document and runs on a thread that others need: called between two steps, it lets everything
 * else run once a turn of the event loop has taken 25 ms. Costs next to nothing in between.
 */
export function createBreather(): Breathe {
  let began = performance.now()
  return () => {
    if (performance.now() - began < longestTurnMs) return undefined
    return setImmediate().then(() => {
      began = performance.now()
    })
  }
}
