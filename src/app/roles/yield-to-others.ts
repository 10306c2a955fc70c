import { readdir } from 'node:fs/promises'
import { setPriority } from 'node:os'
import type { Log } from '../../ports/log.ts'

/** Half-way to the lowest on a scale to 19: a third of the weight of a process that is not niced. */
const niceness = 5

/**
 * Puts this process, and what it starts, below the HTTP roles: on a busy machine questions go first. Linux keeps a priority for
 * each thread; threads that come later take that of the one that starts them.
 */
export async function yieldToOthers(log: Log): Promise<void> {
  const threads = await readdir('/proc/self/task').catch(() => [])
  try {
    setPriority(niceness)
    for (const thread of threads) setPriority(Number(thread), niceness)
  } catch (error) {
    log.debug({ err: error }, 'could not lower the priority of every thread')
  }
}
