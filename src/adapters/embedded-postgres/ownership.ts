import { Client, escapeIdentifier } from 'pg'

import { AppError } from '../../domain/errors.ts'
import { databaseUser } from './initialise.ts'
import type { Location } from './location.ts'

/** The lock of the one Atenex that looks after this server; any number, the same in every version. */
const ownerLock = 4_096_213_577
const database = 'atenex'

export interface Ownership {
  readonly kind: 'ours'
  readonly url: string
  /** Called once when the connection that holds the lock breaks. */
  onLost(listener: () => void): void
  release(): Promise<void>
}

type Attempt =
  | Ownership
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'of-another-version'; readonly version: string }

/**
 * Takes the server of this cluster for us, as long as the returned connection lives. The lock is the server's own, so
 * that a killed owner leaves nothing behind.
 * @throws AppError `configuration` when another Atenex has it.
 */
export async function acquire(location: Location, wantedVersion: string): Promise<Attempt> {
  const client = new Client({
    host: location.socketFolder,
    port: 5432,
    user: databaseUser,
    database: 'postgres',
    application_name: `atenex supervisor ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
  })
  const lost = onceLost(client)
  try {
    await client.connect()
  } catch {
    // Not there, or starting up: the caller looks at the process and decides.
    await client.end().catch(() => undefined)
    return { kind: 'unreachable' }
  }
  try {
    await lock(client, location)
    const version = await serverVersion(client)
    if (version !== wantedVersion) {
      await client.end()
      return { kind: 'of-another-version', version }
    }
    await createDatabase(client)
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  const url = `postgres://${databaseUser}@${encodeURIComponent(location.socketFolder)}/${database}`
  return {
    kind: 'ours',
    url,
    onLost: (listener) => lost.listen(listener),
    release: () => client.end().catch(() => undefined),
  }
}

function onceLost(client: Client): { listen(listener: () => void): void } {
  let isLost = false
  let heard: (() => void) | null = null
  const tell = (): void => {
    if (isLost) return
    isLost = true
    heard?.()
  }
  client.on('error', tell)
  client.on('end', tell)
  return {
    listen(listener) {
      if (isLost) listener()
      else heard = listener
    },
  }
}

async function lock(client: Client, location: Location): Promise<void> {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [ownerLock])
  if (rows[0]?.locked === true) return
  const owner = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and ((l.classid::bigint << 32) | l.objid::bigint) = $1`,
    [ownerLock],
  )
  const pid = /\d+$/.exec(owner.rows[0]?.name ?? '')?.[0]
  const who = pid === undefined ? 'Another Atenex' : `Another Atenex (process ${pid})`
  throw new AppError(
    'configuration',
    `${who} is running on the database in ${location.folder}: stop it first, or give this one another ATENEX_DATA_DIR`,
  )
}

async function serverVersion(client: Client): Promise<string> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
  return rows[0]?.version.split(' ')[0] ?? ''
}

async function createDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
  if (rowCount === 0) await client.query(`create database ${escapeIdentifier(database)}`)
}
