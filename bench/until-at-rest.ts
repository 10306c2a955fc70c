import { setTimeout as delay } from 'node:timers/promises'
import { waitFor } from '../test/harness/wait.ts'
import { treeCpuSeconds } from './processes.ts'

/** Of one core, over `windowMs`: what idle servers use for their clocks. */
const restingShare = 0.25
const windowMs = 2_000

/**
 * Waits until this process and the servers it started hardly use a processor. A server that still indexes what it was given takes a core
 * from whatever is measured next, and more from a fast client than from a slow one, at whose end it has finished.
 */
export async function untilAtRest(): Promise<void> {
  let before = await treeCpuSeconds(process.pid)
  const rests = async () => {
    const now = await treeCpuSeconds(process.pid)
    const share = (now - before) / (windowMs / 1_000)
    before = now
    return share < restingShare
  }
  await delay(windowMs)
  await waitFor(rests, { what: 'the servers to be at rest', timeoutMs: 300_000, everyMs: windowMs })
}
