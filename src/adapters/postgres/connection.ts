import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'

/** Asked anew for each connection when it is a function: a rotated password is taken without a restart. */
export type DatabaseUrl = string | (() => string)

type Settings = {
  readonly [K in Exclude<keyof pg.ClientConfig, 'password'>]?: Exclude<pg.ClientConfig[K], undefined>
}
type Connection = Settings & { readonly password: () => Promise<string> }

/** For trying a password that nobody has used yet. */
const tryMs = 5_000

/**
 * What a pool or client needs to connect. Host, port and database are those of the first time; the password is the newest that
 * the server takes: PostgreSQL knows one at a time, and whoever rotates it cannot change server and file at the same moment.
 * While it refuses a new one, connections are made with the one before.
 */
export function connectionOf(url: DatabaseUrl): Connection {
  const read = () => parseIntoClientConfig(typeof url === 'string' ? url : url())
  const given = Object.entries(read()).filter(([, value]) => value !== undefined)
  // the entries of the one, without those that are undefined
  const settings = Object.fromEntries(given) as Settings
  const newest = () => {
    const { password } = read()
    return typeof password === 'string' ? password : ''
  }
  let taken = newest()
  const password = async (): Promise<string> => {
    const wanted = newest()
    if (wanted === taken) return taken
    const answer = await tried({ ...settings, password: wanted })
    if (answer === 'refused') return taken
    if (answer === 'taken') taken = wanted
    return wanted
  }
  return { ...settings, password }
}

/** Whether PostgreSQL refused the user or the password. */
export function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('28')
}

async function tried(settings: pg.ClientConfig): Promise<'taken' | 'refused' | 'unknown'> {
  const client = new pg.Client({ ...settings, connectionTimeoutMillis: tryMs })
  // one that is lost while it closes
  client.on('error', () => undefined)
  try {
    await client.connect()
    return 'taken'
  } catch (error) {
    return isRefused(error) ? 'refused' : 'unknown'
  } finally {
    await client.end().catch(() => undefined)
  }
}
