import { existsSync, mkdtempSync, chmodSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { runningPostmaster, stopPostmaster } from '../../src/adapters/embedded-postgres/postmaster.ts'
import { folderPrefix } from './milvus/server-process.ts'
import { removePidFile } from './milvus/standalone.ts'
import { removeFolder } from './remove-folder.ts'

// What tests write lasts for seconds: in memory it costs the kernel a tenth of what it costs on a disk (decision 0200).

const memory = '/dev/shm'
const prefix = 'atenex-tests-'
/** Bytes that must be free, of the machine and of the file system: several times what three files of tests at once hold. */
const needed = 6 * 1024 ** 3

/**
 * Once for the run, before anything asks for a temporary folder: whoever runs the tests and all they start get one in memory. Where
 * there is none, it is small or nothing may be run there, and where somebody has named a folder, all stays as it is.
 */
export async function setup(): Promise<void> {
  if (process.env['TMPDIR'] !== undefined || !existsSync(memory)) return
  await removeLeftOvers()
  if (!isFit()) return
  const folder = mkdtempSync(path.join(memory, `${prefix}${process.pid}-`))
  // like the system's own: servers run as other accounts
  chmodSync(folder, 0o1777)
  process.env['TMPDIR'] = folder
  // after whatever else is put away
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))
}

function isFit(): boolean {
  const { bavail, bsize } = statfsSync(memory)
  if (Math.min(bavail * bsize, process.availableMemory()) < needed) return false
  const mounted = readFileSync('/proc/mounts', 'utf8').split('\n')
  const options = mounted.map((line) => line.split(' ')).findLast(([, place]) => place === memory)?.[3] ?? 'ro'
  return !options.split(',').some((option) => option === 'ro' || option === 'noexec')
}

/** A run that was killed left its folder, and servers in it. */
async function removeLeftOvers(): Promise<void> {
  for (const name of await readdir(memory)) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN
    if (!Number.isInteger(owner) || existsSync(`/proc/${owner}`)) continue
    const folder = path.join(memory, name)
    // beside the folders of its tests, it may have logs of servers
    const folders = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
    for (const { name: inside } of folders) {
      const pid = runningPostmaster(path.join(folder, inside, 'postgres', 'cluster'))
      if (pid !== null) await stopPostmaster(pid, 5_000)
      if (inside.startsWith(folderPrefix)) await removePidFile(inside)
    }
    await removeFolder(folder)
  }
}
