import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fchownSync,
  fchmodSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { AppError } from '../../domain/errors.ts'
import { backOffMs } from '../../flow/back-off.ts'
import { systemClock } from '../../flow/system-clock.ts'
import type { Log } from '../../ports/log.ts'
import { findBinaries } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import { initialiseCluster, removeUnfinishedClusters, serverEnvironment } from './initialise.ts'
import { locate } from './location.ts'
import type { Location } from './location.ts'
import { acquire } from './ownership.ts'
import type { Ownership } from './ownership.ts'
import { forgetEmptyLockFiles, forgetForeignLockFiles, runningPostmaster, stopPostmaster } from './postmaster.ts'
import { chooseServerUser, runAs } from './server-user.ts'
import type { ServerUser } from './server-user.ts'
import { whyNotStarted } from './why-not-started.ts'

export interface EmbeddedPostgresOptions {
  readonly dataDir: string
  readonly log: Log
  /** False only for tests: nothing is forced to the disk. */
  readonly durable?: boolean
}

export interface EmbeddedPostgres {
  /** Of the database `atenex`; over a private unix socket, without a password. */
  readonly url: string
  /** True when a server that was left running was taken over. */
  readonly adopted: boolean
  /** Clean shutdown; rougher ones follow when the limit (10 s unless told) runs out. */
  stop(limitMs?: number): Promise<void>
}

interface Server {
  readonly location: Location
  readonly binaries: Binaries
  readonly user: ServerUser | null
  readonly durable: boolean
  readonly log: Log
}

/** A server that was started, and where in the log its own words begin. */
interface Launched {
  readonly child: ChildProcess
  readonly logStart: number
}

const startLimitMs = 120_000
/** Pauses between two tries to bring a lost server back. Short: a try costs little, and nothing works without it. */
const comingBack = { firstMs: 1_000, mostMs: 5_000 }
const patienceWithOthersMs = 15_000
const largestLogBytes = 5 * 1024 * 1024

/**
 * Runs PostgreSQL for one data folder. A server that was left running is taken over, a crashed one recovers, and a data
 * folder that another Atenex is using is refused. When the server is lost later on, it is brought back.
 * @throws AppError `configuration` (folder in use, no programs for this machine, wrong account) or `database_unavailable`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true } = options
  const user = chooseServerUser()
  const location = locate(options.dataDir, user, log)
  const binaries = findBinaries(user, location.copyFolder, log)
  await initialiseCluster(location, binaries, user, durable)
  const server: Server = { location, binaries, user, durable, log }

  const stopping = new AbortController()
  let bringingBack = Promise.resolve()
  let opened = await open(server)
  const { adopted } = opened
  const watch = (ownership: Ownership): void => {
    ownership.onLost(() => {
      if (!stopping.signal.aborted) bringingBack = bringBack()
    })
  }
  const bringBack = async (): Promise<void> => {
    log.warn({ folder: location.folder }, 'lost PostgreSQL, bringing it back')
    for (let attempt = 1; !stopping.signal.aborted; attempt += 1) {
      try {
        opened = await open(server)
        watch(opened.ownership)
        log.info({ folder: location.folder }, 'brought PostgreSQL back')
        return
      } catch (error) {
        // whatever keeps it away, such as a full disk, may pass: the others wait for it, and this says for what
        const message = error instanceof Error ? error.message : String(error)
        log.error({ attempt, err: error }, `PostgreSQL does not come back and is tried again: ${message}`)
      }
      await systemClock.sleep(backOffMs(attempt, comingBack), stopping.signal).catch(() => undefined)
    }
  }
  watch(opened.ownership)
  removeUnfinishedClusters(location)
  return {
    url: opened.ownership.url,
    adopted,
    async stop(limitMs = 10_000) {
      stopping.abort()
      await bringingBack
      const pid = runningPostmaster(location.cluster)
      if (pid !== null) await stopPostmaster(pid, limitMs)
      await opened.ownership.release()
      log.info({ folder: location.folder }, 'stopped PostgreSQL')
    },
  }
}

/** Connects to a server of this cluster that runs, or starts one; returns when it answers and is ours. */
async function open(server: Server): Promise<{ readonly ownership: Ownership; readonly adopted: boolean }> {
  const { location, log } = server
  const deadline = performance.now() + startLimitMs
  const patienceEnds = performance.now() + patienceWithOthersMs
  let launched: Launched | null = null
  while (performance.now() < deadline) {
    const ownership = await acquire(location, server.binaries.version)
    if (ownership.kind === 'ours') return { ownership, adopted: launched === null }
    if (ownership.kind === 'of-another-version') {
      log.info(
        { found: ownership.version, wanted: server.binaries.version },
        'stopping a PostgreSQL of another version',
      )
      await stopRunning(location, 10_000)
    }
    if (launched !== null && runs(launched.child)) {
      await delay(20)
      continue
    }
    // one that was killed while it started did not say no
    if (launched !== null && launched.child.signalCode === null && !mayRetry(wordsOf(launched, location))) {
      throw failedToStart(server, launched)
    }
    if (runningPostmaster(location.cluster) !== null) {
      // It is starting, recovering or stopping; one that does neither in time is hung.
      if (performance.now() > patienceEnds) await stopRunning(location, 5_000)
      else await delay(100)
      continue
    }
    if (launched !== null && performance.now() > patienceEnds) throw failedToStart(server, launched)
    if (launched !== null) await delay(200)
    const foreign = forgetForeignLockFiles(location.cluster, lockFiles(location))
    if (foreign.length > 0) log.warn({ removed: foreign }, 'removed left-over lock files that named a foreign process')
    const removed = forgetEmptyLockFiles(lockFiles(location))
    if (removed.length > 0) log.warn({ removed }, 'removed lock files of a server that was killed before it wrote them')
    launched = await launch(server)
  }
  throw failedToStart(server, launched)
}

const lockFiles = ({ cluster, socketFolder }: Location): readonly string[] => [
  join(cluster, 'postmaster.pid'),
  join(socketFolder, '.s.PGSQL.5432.lock'),
]

async function stopRunning(location: Location, limitMs: number): Promise<void> {
  const pid = runningPostmaster(location.cluster)
  if (pid !== null) await stopPostmaster(pid, limitMs)
}

const runs = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null

/** In a session of its own, so that Ctrl-C in a terminal reaches us and not the database under us. */
async function launch(server: Server): Promise<Launched> {
  const { location, binaries, user } = server
  const out = openLog(location, user)
  const logStart = fstatSync(out).size
  try {
    const child = spawn(binaries.postgres, ['-D', location.cluster, ...settings(server)], {
      ...runAs(user),
      cwd: location.folder,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', out, out],
    })
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve)
      child.once('error', reject)
    })
    child.unref()
    return { child, logStart }
  } finally {
    closeSync(out)
  }
}

function openLog(location: Location, user: ServerUser | null): number {
  const { logFile } = location
  if (existsSync(logFile) && statSync(logFile).size > largestLogBytes) renameSync(logFile, `${logFile}.1`)
  const file = openSync(logFile, 'a')
  fchmodSync(file, 0o600)
  if (user !== null) fchownSync(file, user.uid, user.gid)
  return file
}

/** Small enough for a laptop; durability is PostgreSQL's own default. */
function settings({ location, durable }: Server): readonly string[] {
  const values = {
    listen_addresses: '',
    unix_socket_directories: location.socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '128MB',
    max_wal_size: '512MB',
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/**
 * Processes of a server that was killed may hold its memory for a moment, two starts may race, and an empty lock file may be that of
 * another start or nobody's: worth another try.
 */
function mayRetry(said: string): boolean {
  return /pre-existing shared memory block|lock file ".*" (already exists|is empty)|could not bind/.test(said)
}

function failedToStart({ location, binaries }: Server, launched: Launched | null): AppError {
  const { cluster, logFile } = location
  const said = wordsOf(launched, location)
  return new AppError('database_unavailable', whyNotStarted({ cluster, logFile, said, version: binaries.version }))
}

/** What it wrote since it was started; what stands before in the log are other stories. */
function wordsOf(launched: Launched | null, { logFile }: Location): string {
  if (!existsSync(logFile)) return ''
  return readFileSync(logFile)
    .subarray(launched?.logStart ?? 0)
    .toString('utf8')
}
