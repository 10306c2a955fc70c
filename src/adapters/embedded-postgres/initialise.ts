import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { AppError } from '../../domain/errors.ts'
import type { Binaries } from './binaries.ts'
import type { Location } from './location.ts'
import { runAs } from './server-user.ts'
import type { ServerUser } from './server-user.ts'
import { whyNotMade } from './why-not-started.ts'

export const databaseUser = 'atenex'
const unfinishedPrefix = 'initialising-'

/**
 * Makes an empty cluster when there is none. Whatever the machine's language is, text is UTF-8 and sorted the same way.
 * Made beside its place and moved there when whole, so that a kill in the middle leaves nothing half-made in use.
 */
export async function initialiseCluster(
  location: Location,
  binaries: Binaries,
  user: ServerUser | null,
  durable: boolean,
): Promise<void> {
  if (existsSync(join(location.cluster, 'PG_VERSION'))) return
  const unfinished = mkdtempSync(join(location.folder, unfinishedPrefix))
  if (user !== null) chownSync(unfinished, user.uid, user.gid)
  try {
    await runInitdb(unfinished, binaries, user, durable)
    renameSync(unfinished, location.cluster)
  } catch (error) {
    // Another start may have been faster; its cluster is as good as ours.
    if (!existsSync(join(location.cluster, 'PG_VERSION'))) throw error
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** What a start left behind that was killed in `initialiseCluster`; called by the owner of the cluster. */
export function removeUnfinishedClusters(location: Location): void {
  const leftOver = readdirSync(location.folder).filter((name) => name.startsWith(unfinishedPrefix))
  for (const name of leftOver) rmSync(join(location.folder, name), { recursive: true, force: true })
}

function runInitdb(folder: string, binaries: Binaries, user: ServerUser | null, durable: boolean): Promise<void> {
  const options = [
    `--pgdata=${folder}`,
    `--username=${databaseUser}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth-local=trust',
    '--auth-host=reject',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, options, {
      ...runAs(user),
      cwd: folder,
      env: serverEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
    })
    const output: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => output.push(part))
    child.stderr.on('data', (part: Buffer) => output.push(part))
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) return resolve()
      const said = Buffer.concat(output).toString()
      reject(new AppError('database_unavailable', whyNotMade(folder, said, String(signal ?? code))))
    })
  })
}

/** Nothing of ours reaches the server: no PG… variables that would change it, no secrets, no language of the machine. */
export function serverEnvironment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
