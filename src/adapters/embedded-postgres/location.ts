import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { AppError } from '../../domain/errors.ts'
import type { Log } from '../../ports/log.ts'
import { canEnter } from './server-user.ts'
import type { ServerUser } from './server-user.ts'

export interface Location {
  /** The folder we own around the cluster: 0700, of the server's account. */
  readonly folder: string
  /** PostgreSQL's data directory. */
  readonly cluster: string
  readonly socketFolder: string
  readonly logFile: string
  /** Where the programs are copied to when they cannot be used in place. */
  readonly copyFolder: string
}

/** A unix socket address holds 107 bytes, 103 on macOS; the file in the folder is called `.s.PGSQL.5432`. */
const longestSocketFolder = 103 - '/.s.PGSQL.5432'.length

const systemFolder = '/var/lib/atenex'
const pointerName = 'postgres-folder'

/**
 * Where the cluster of a data folder lives: inside it. When we are root and the server's account cannot reach the data
 * folder, under /var/lib/atenex instead; a small file in the data folder then says where, so that later starts agree.
 */
export function locate(dataDir: string, user: ServerUser | null, log: Log): Location {
  mkdirSync(dataDir, { recursive: true, mode: user === null ? 0o700 : 0o711 })
  const real = realpathSync(dataDir)
  const folder = clusterFolder(real, user, log)
  makePrivate(folder, user)
  const socketFolder = socketFolderOf(folder)
  makePrivate(socketFolder, user)
  return {
    folder,
    cluster: join(folder, 'cluster'),
    socketFolder,
    logFile: join(folder, 'server.log'),
    copyFolder: user === null ? real : systemFolder,
  }
}

function clusterFolder(dataDir: string, user: ServerUser | null, log: Log): string {
  const inside = join(dataDir, 'postgres')
  if (existsSync(inside)) return inside
  const pointer = join(dataDir, pointerName)
  if (existsSync(pointer)) return pointedTo(pointer)
  if (user === null || canEnter(user, dataDir)) return inside
  const outside = join(systemFolder, shortHash(dataDir))
  mkdirSync(systemFolder, { recursive: true, mode: 0o755 })
  writeFileSync(pointer, `${outside}\n`)
  log.warn(
    { dataDir, folder: outside, user: user.name },
    'kept PostgreSQL outside the data folder, which its account cannot reach; back up both',
  )
  return outside
}

function pointedTo(pointer: string): string {
  const folder = readFileSync(pointer, 'utf8').trim()
  if (existsSync(folder)) return folder
  throw new AppError(
    'configuration',
    `${pointer} says that the database is in ${folder}, which is not there: put it back, or remove the file to begin with an empty database`,
  )
}

function socketFolderOf(folder: string): string {
  const inside = join(folder, 'run')
  if (Buffer.byteLength(inside) <= longestSocketFolder) return inside
  return join(tmpdir(), `atenex-${shortHash(folder)}`)
}

/** Whoever reaches the socket is the database's owner, so nobody but the server's account (and root) may get there. */
function makePrivate(folder: string, user: ServerUser | null): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const stat = lstatSync(folder)
    const wanted = user?.uid ?? process.getuid?.()
    if (stat.isSymbolicLink() || (stat.uid !== wanted && process.getuid?.() !== 0)) {
      throw new AppError(
        'configuration',
        `${folder} belongs to another account: start Atenex as that account, or give this one another ATENEX_DATA_DIR`,
      )
    }
    if (user !== null) chownSync(folder, user.uid, user.gid)
    chmodSync(folder, 0o700)
  } catch (error) {
    if (error instanceof AppError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new AppError('configuration', `The folder ${folder} cannot be used: ${reason}`, { cause: error })
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
