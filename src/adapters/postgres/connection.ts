import type pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'

/** Asked anew for each connection when it is a function: a rotated password is taken without a restart. */
export type DatabaseUrl = string | (() => string)

type Connection = {
  readonly [K in Exclude<keyof pg.ClientConfig, 'password'>]?: Exclude<pg.ClientConfig[K], undefined>
} & { readonly password: () => string }

/** What a pool or client needs to connect. Host, port and database are those of the first time; the password is the newest. */
export function connectionOf(url: DatabaseUrl): Connection {
  const read = () => parseIntoClientConfig(typeof url === 'string' ? url : url())
  const given = Object.entries(read()).filter(([, value]) => value !== undefined)
  const password = () => {
    const { password: newest } = read()
    return typeof newest === 'string' ? newest : ''
  }
  // the entries of the one, without those that are undefined
  return { ...(Object.fromEntries(given) as Omit<Connection, 'password'>), password }
}
