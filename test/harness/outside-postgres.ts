import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { chooseServerUser, runAs } from '../../src/adapters/embedded-postgres/server-user.ts'
import { reservePort } from './ports.ts'

const run = promisify(execFile)
/** Where Debian's packages put the programs; 15 is the oldest that Atenex takes. */
const programs = (version: number) => `/usr/lib/postgresql/${version}/bin`

export interface OutsidePostgres {
  /** Of its maintenance database. */
  readonly url: string
  stop(): Promise<void>
}

/** Debian's PostgreSQL 15 where it is installed, with nothing forced to the disk; otherwise the server of the run. */
export async function startOutsidePostgres(version = 15): Promise<OutsidePostgres> {
  const bin = programs(version)
  if (!existsSync(path.join(bin, 'initdb'))) {
    console.warn(`PostgreSQL ${version} is not installed as a package: the embedded one is used instead`)
    return { url: inject('postgres').serverUrl, stop: async () => undefined }
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-outside-'))
  await chmod(folder, 0o777)
  const as = { ...runAs(chooseServerUser()), cwd: '/' }
  const data = path.join(folder, 'data')
  const port = await reservePort()
  await run(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'atenex', '-A', 'trust', '--encoding=UTF8', '--locale=C.UTF-8'],
    as,
  )
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`
  const control = (...args: string[]) => run(path.join(bin, 'pg_ctl'), ['-D', data, '-w', '-t', '120', ...args], as)
  await control('start', '-l', path.join(folder, 'log'), '-o', settings)
  return {
    url: `postgres://atenex@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await control('stop', '-m', 'immediate')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
