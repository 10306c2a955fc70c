import { readdir, readFile, writeFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import type { Log } from '../../ports/log.ts'

/**
 * A third of the weight of a process without nice, and of another session for the session of this process as a whole. More makes questions
 * hardly faster and lets documents starve where other programs keep a machine busy (decision 0083).
 */
const niceness = 5

/**
 * Puts this process, and those it starts, below the HTTP roles: on a busy machine questions go first. Linux has a priority per
 * thread; new threads inherit that of the one that starts them.
 */
export async function yieldToOthers(log: Log): Promise<void> {
  const threads = await readdir('/proc/self/task').catch(() => [])
  try {
    setPriority(niceness)
    for (const thread of threads) setPriority(Number(thread), niceness)
  } catch (error) {
    log.debug({ err: error }, 'could not lower the priority of every thread')
  }
  await yieldAsGroup(log)
}

/**
 * Many Linux systems share the processor between sessions first (`sched_autogroup`), and priorities count only within a session.
 * A role that a supervisor started leads a session of its own; one started otherwise must not slow down what shares its session.
 */
async function yieldAsGroup(log: Log): Promise<void> {
  try {
    const stat = await readFile('/proc/self/stat', 'utf8')
    // pid (name) state parent group session …; the name may hold spaces and parentheses
    const session = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3])
    if (session === process.pid) await writeFile('/proc/self/autogroup', String(niceness))
  } catch (error) {
    log.debug({ err: error }, 'this system does not share the processor out between sessions')
  }
}
