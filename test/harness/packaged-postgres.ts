import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, glob, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { chooseServerUser, runAs } from '../../src/adapters/embedded-postgres/server-user.ts'
import { pythonEnvironment } from './milvus/python-environments.ts'
import { reservePort } from './ports.ts'
import { removeFolder } from './remove-folder.ts'

const run = promisify(execFile)

/** 15 is the oldest that Atenex takes and Debian's own; the original runs on 16. */
export const packagedVersions = [15, 16] as const
export type PackagedVersion = (typeof packagedVersions)[number]

export interface OutsidePostgres {
  /** Of its maintenance database. */
  readonly url: string
  stop(): Promise<void>
}

/** The folder of a version's programs: 15 of Debian's package, 16 of a Python one. Null where they cannot be had, which is printed. */
export async function postgresPrograms(version: PackagedVersion): Promise<string | null> {
  const found = version === 15 ? '/usr/lib/postgresql/15/bin' : await programsOfPython()
  if (found !== null && existsSync(path.join(found, 'initdb'))) return found
  console.warn(`PostgreSQL ${version} is not installed as a package`)
  return null
}

async function programsOfPython(): Promise<string | null> {
  const { found } = await pythonEnvironment('pgserver-0.1.4')
  if (found === null) return null
  for await (const folder of glob('lib/python3*/site-packages/pgserver/pginstall/bin', { cwd: found.folder })) {
    return path.join(found.folder, folder)
  }
  return null
}

/** A server of its own in a new folder, with nothing forced to the disk. */
export async function startPackagedPostgres(programs: string): Promise<OutsidePostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atenex-outside-'))
  await chmod(folder, 0o777)
  const as = { ...runAs(chooseServerUser()), cwd: '/' }
  const data = path.join(folder, 'data')
  const port = await reservePort()
  await run(
    path.join(programs, 'initdb'),
    ['-D', data, '-U', 'atenex', '-A', 'trust', '--encoding=UTF8', '--locale=C.UTF-8'],
    as,
  )
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=200`
  const control = (...args: string[]) =>
    run(path.join(programs, 'pg_ctl'), ['-D', data, '-w', '-t', '120', ...args], as)
  await control('start', '-l', path.join(folder, 'log'), '-o', settings)
  return {
    url: `postgres://atenex@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await control('stop', '-m', 'immediate')
      await removeFolder(folder)
    },
  }
}
