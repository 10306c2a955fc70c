import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { copyFile } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { AppError } from '../../domain/errors.ts'
import { hasCode } from '../../domain/has-code.ts'
import type { Log } from '../../ports/log.ts'
import { databaseUser } from './initialise.ts'
import { locate } from './location.ts'
import { chooseServerUser } from './server-user.ts'

/** Of the running server only, or made anew by it: PostgreSQL's own list for base backups. */
const contentsLeftOut = new Set([
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
])
const leftOut = /^(postmaster\.(pid|opts)|pgsql_tmp.*|backup_label|tablespace_map)$/
/** Written last by a checkpoint, so copied last. */
const controlFile = path.join('global', 'pg_control')
const walFile = /^[0-9A-F]{24}$/

export interface ClusterBackup extends AsyncDisposable {
  /**
   * Copies the cluster while it runs, as PostgreSQL's own base backups do: whatever is committed when this begins is in it. The
   * server is told, keeps its log meanwhile, and makes the copy whole when it is started on it.
   */
  copyTo(folder: string): Promise<void>
}

/** @throws AppError `database_unavailable` when the cluster of the data folder does not run. */
export async function openClusterBackup(dataDir: string, log: Log): Promise<ClusterBackup> {
  const { cluster, socketFolder } = locate(dataDir, chooseServerUser(), log)
  const client = await connect(socketFolder)
  return {
    copyTo: (folder) => copyCluster(client, cluster, folder),
    [Symbol.asyncDispose]: () => client.end().catch(() => undefined),
  }
}

async function copyCluster(client: Client, cluster: string, to: string): Promise<void> {
  // keeps the log from the beginning of the copy; the server drops it with this connection
  await client.query(`select pg_create_physical_replication_slot('atenex_backup_${process.pid}', true, true)`)
  await client.query(`select pg_backup_start('atenex', true)`)
  await copyTree(cluster, to, (relative) => relative !== controlFile)
  await copyFile(path.join(cluster, controlFile), path.join(to, controlFile))
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)')
  writeFileSync(path.join(to, 'backup_label'), rows[0]?.labelfile ?? '', { mode: 0o600 })
  for (const name of readdirSync(path.join(cluster, 'pg_wal')).filter((one) => walFile.test(one))) {
    await copyFile(path.join(cluster, 'pg_wal', name), path.join(to, 'pg_wal', name)).catch(unlessGone)
  }
}

/** @throws AppError `configuration` when the data folder has a cluster. */
export function requireNoCluster(dataDir: string, log: Log): void {
  const { cluster } = locate(dataDir, chooseServerUser(), log)
  if (existsSync(cluster))
    throw new AppError('configuration', `${cluster} is there already: restore into another folder.`)
}

/** Whether the data folder has a database. */
export function hasCluster(dataDir: string, log: Log): boolean {
  return existsSync(locate(dataDir, chooseServerUser(), log).cluster)
}

/** Puts a copy into the place of a data folder that has no cluster yet: all of it, or nothing. */
export function restoreCluster(from: string, dataDir: string, log: Log): void {
  const user = chooseServerUser()
  const { cluster } = locate(dataDir, user, log)
  const unfinished = `${cluster}.restoring`
  rmSync(unfinished, { recursive: true, force: true })
  try {
    cpSync(from, unfinished, { recursive: true })
    closeTree(unfinished, user)
    renameSync(unfinished, cluster)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

async function connect(socketFolder: string): Promise<Client> {
  const client = new Client({
    host: socketFolder,
    port: 5432,
    user: databaseUser,
    database: 'postgres',
    application_name: 'atenex backup',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined) // the query that runs rejects
  try {
    await client.connect()
    return client
  } catch (error) {
    const text =
      'The embedded PostgreSQL does not run: start Atenex on this data folder, a backup is made while it runs.'
    throw new AppError('database_unavailable', text, { cause: error })
  }
}

async function copyTree(from: string, to: string, wanted: (relative: string) => boolean, below = ''): Promise<void> {
  mkdirSync(path.join(to, below), { recursive: true, mode: 0o700 })
  if (contentsLeftOut.has(below)) return
  for (const entry of readdirSync(path.join(from, below), { withFileTypes: true })) {
    const relative = path.join(below, entry.name)
    if (leftOut.test(entry.name) || !wanted(relative)) continue
    if (entry.isDirectory()) await copyTree(from, to, wanted, relative)
    // a table may be dropped while this copies
    else await copyFile(path.join(from, relative), path.join(to, relative)).catch(unlessGone)
  }
}

function unlessGone(error: unknown): void {
  if (!hasCode(error, 'ENOENT')) throw error
}

/** The server refuses a folder that others may enter, or that is somebody else's. */
function closeTree(place: string, user: { readonly uid: number; readonly gid: number } | null): void {
  const folder = lstatSync(place).isDirectory()
  chmodSync(place, folder ? 0o700 : 0o600)
  if (user !== null) chownSync(place, user.uid, user.gid)
  if (folder) for (const name of readdirSync(place)) closeTree(path.join(place, name), user)
}
