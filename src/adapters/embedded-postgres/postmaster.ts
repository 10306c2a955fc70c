import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { hasCode } from '../../domain/has-code.ts'

/**
 * The process id of the server that runs on this cluster, or null. `postmaster.pid` survives a crash and process ids are
 * used again, so the process is asked whether it is really PostgreSQL in this folder.
 */
export function runningPostmaster(cluster: string): number | null {
  const pid = pidIn(join(cluster, 'postmaster.pid'))
  return pid !== null && isAlive(pid) && worksIn(pid, cluster) ? pid : null
}

/**
 * Removes lock files (`postmaster.pid`, that of the socket) which name a process that is alive but not a server of this cluster: after a
 * restart of the machine, or in a folder that was copied, PostgreSQL itself would refuse to start because of one. One that names a dead process is
 * left to PostgreSQL. @returns what was removed.
 */
export function forgetForeignLockFiles(cluster: string, files: readonly string[]): readonly string[] {
  return files.filter((file) => {
    const pid = pidIn(file)
    if (pid === null || !isAlive(pid) || worksIn(pid, cluster)) return false
    rmSync(file, { force: true })
    return true
  })
}

/** A server writes into a lock file in the moment it has made it: one that is empty for longer is nobody's. */
const emptyMs = 5_000

/**
 * Removes lock files that were left empty by a kill or a loss of power between making and writing them: PostgreSQL refuses to start
 * because of one, for ever. @returns what was removed.
 */
export function forgetEmptyLockFiles(files: readonly string[]): readonly string[] {
  return files.filter((file) => {
    const found = statSync(file, { throwIfNoEntry: false })
    if (found === undefined || found.size > 0 || Date.now() - found.mtimeMs < emptyMs) return false
    rmSync(file, { force: true })
    return true
  })
}

/** Fast shutdown, then immediate, then SIGKILL; each stage gets a share of the limit. Resolves when the process is gone. */
export async function stopPostmaster(pid: number, limitMs: number): Promise<void> {
  const stages = [
    { signal: 'SIGINT', share: 0.7 },
    { signal: 'SIGQUIT', share: 0.2 },
    { signal: 'SIGKILL', share: 0.1 },
  ] as const
  for (const { signal, share } of stages) {
    if (!send(pid, signal)) return
    if (await goneWithin(pid, Math.max(500, limitMs * share))) return
  }
}

function isAlive(pid: number): boolean {
  return send(pid, 0) && !isZombie(pid)
}

/** An orphan whose new parent does not collect it (common in containers) is dead all the same. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    // Gone between the two looks.
    return true
  }
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch (error) {
    // EPERM: there is such a process, but of another account.
    return hasCode(error, 'EPERM')
  }
}

async function goneWithin(pid: number, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs
  while (performance.now() < deadline) {
    if (!isAlive(pid)) return true
    await delay(20)
  }
  return !isAlive(pid)
}

/** The first line of both kinds of lock file. */
function pidIn(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

/** PostgreSQL changes into its data directory, and is started with its name. */
function worksIn(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') {
    const listed = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000 })
    return listed.stdout.includes(cluster)
  }
  try {
    return isSameFolder(`/proc/${pid}/cwd`, cluster)
  } catch (error) {
    // gone meanwhile, or of another account: root without CAP_SYS_PTRACE, as in containers, may not look there either
    return hasCode(error, 'EACCES') && startedWith(pid, ['-D', cluster])
  }
}

/** Whatever their names: a folder may be linked, or mounted twice. */
function isSameFolder(one: string, other: string): boolean {
  const [a, b] = [statSync(one), statSync(other)]
  return a.dev === b.dev && a.ino === b.ino
}

function startedWith(pid: number, [option, value]: readonly [string, string]): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words.some((word, index) => word === option && words[index + 1] === value)
  } catch {
    // Gone meanwhile.
    return false
  }
}
