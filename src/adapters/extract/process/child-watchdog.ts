import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { deathNotices } from './child-messages.ts'

/*
 * A thread of the extraction process that stays awake while the main thread is busy. It ends the process when the parent
 * is gone (also by kill -9), when the process holds more memory than allowed, or when its file took its processor time.
 */

const checkEveryMs = 25
/** Between files, when nothing grows: forty looks a second of each such process were a tenth of what an installation at rest takes. */
const idleCheckEveryMs = 500

// Set by extract-child.ts.
const { parentPid, maxRss, cpuDeadline } = workerData as { parentPid: number; maxRss: number; cpuDeadline: Int32Array }

/** @param deadline milliseconds of processor time of this process; 0 between files. */
function check(deadline: number): void {
  if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL')
  if (process.memoryUsage.rss() > maxRss) die(deathNotices.memory)
  if (deadline > 0 && cpuMs() > deadline) die(deathNotices.time)
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function die(notice: string): void {
  // Straight to the pipe: the main thread, which carries messages, may be stuck.
  writeSync(2, `${notice}\n`)
  process.kill(process.pid, 'SIGKILL')
}

for (;;) {
  const deadline = Atomics.load(cpuDeadline, 0)
  check(deadline)
  // a file that begins or ends wakes this thread
  Atomics.wait(cpuDeadline, 0, deadline, deadline > 0 ? checkEveryMs : idleCheckEveryMs)
}
