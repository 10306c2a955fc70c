import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'

/*
 * A thread of the extraction process that stays awake while the main thread is busy. It ends the process when the parent
 * is gone (also by kill -9) or the process holds more memory than allowed.
 */

/** Told on stderr before dying; extract-process.ts looks for it. */
const memoryNotice = 'ATENEX-EXTRACT-MEMORY'

const checkEveryMs = 25

// Set by extract-child.ts.
const { parentPid, maxRss } = workerData as { parentPid: number; maxRss: number }

function check(): void {
  if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL')
  if (process.memoryUsage.rss() <= maxRss) return
  // Straight to the pipe: the main thread, which carries messages, may be stuck.
  writeSync(2, `${memoryNotice}\n`)
  process.kill(process.pid, 'SIGKILL')
}

setInterval(check, checkEveryMs)
