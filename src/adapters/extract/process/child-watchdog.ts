import { writeSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { deathNotices } from './child-messages.ts'

/*
 * A thread of the extraction process that stays awake while the main thread is busy. It ends the process when the parent
 * is gone (also by kill -9), when the process holds more memory than allowed, or when its file took its processor time.
 */

const checkEveryMs = 25

// Set by extract-child.ts.
const { parentPid, maxRss, cpuDeadline } = workerData as { parentPid: number; maxRss: number; cpuDeadline: Int32Array }

function check(): void {
  if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL')
  if (process.memoryUsage.rss() > maxRss) die(deathNotices.memory)
  const deadline = Atomics.load(cpuDeadline, 0)
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

setInterval(check, checkEveryMs)
