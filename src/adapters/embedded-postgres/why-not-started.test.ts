import { expect, test } from 'vitest'
import { whyNotMade, whyNotStarted } from './why-not-started.ts'

const why = (said: string) =>
  whyNotStarted({
    cluster: '/data/postgres/cluster',
    logFile: '/data/postgres/server.log',
    said,
    version: '18.4.0-beta.17',
  })
const at = '2026-12-01 00:33:36.743 UTC [24779]'

test('a full disk is named, whichever file found it, and what to do', () => {
  for (const file of ['lock file "postmaster.pid"', 'to file "pg_wal/xlogtemp.31"']) {
    expect(why(`${at} FATAL:  could not write ${file}: No space left on device\n`)).toBe(
      'PostgreSQL did not start because the disk of /data/postgres/cluster is full: make room and start again; nothing is lost.',
    )
  }
})

test('files of another version of PostgreSQL are told as such, with both versions', () => {
  const detail =
    'DETAIL:  The data directory was initialized by PostgreSQL version 16, which is not compatible with this'
  const said = why(`${at} FATAL:  database files are incompatible with server\n${at} ${detail} version 18.4.\n`)
  expect(said).toContain('were made by PostgreSQL 16, and this Atenex has 18.4:')
  expect(said).toContain('start the version of Atenex that made them')
})

test('files of another account, as a copy makes them, are told with what gives them back', () => {
  const kinds = [
    'postgres: could not access the server configuration file "/data/postgres/cluster/postgresql.conf": Permission denied\n',
    `${at} FATAL:  data directory "/data/postgres/cluster" has wrong ownership\n`,
  ]
  for (const said of kinds)
    expect(why(said)).toMatch(/may not read or write \/data\/postgres\/cluster.*chown -R.*cp -a/)
})

test('files that are missing or damaged ask for a backup', () => {
  expect(why('postgres: could not find the database system\nExpected to find it in the directory')).toContain(
    'restore a backup (docs/runbooks/restore.md)',
  )
  expect(why(`${at} PANIC:  could not locate a valid checkpoint record at 0/12C7B00\n`)).toContain('restore a backup')
})

test('of any other cause the end of the log is shown', () => {
  const lines = [1, 2, 3, 4, 5, 6].map((number) => `${at} LOG:  line ${number}`).join('\n')
  const said = why(`${lines}\n`)
  expect(said).toMatch(/^PostgreSQL did not start; its log \/data\/postgres\/server\.log ends with: .*line 3.*line 6$/)
  expect(said).not.toContain('line 2')
  expect(why('')).toContain('(empty)')
})

test('a disk that is full before the first start is told as such, whatever was said last', () => {
  const said = `${at} FATAL:  could not extend file "base/1/1255": No space left on device\n${at} HINT:  Check free disk space.\n${at} PANIC:  cannot abort transaction 1\nAborted\n`
  expect(whyNotMade('/data/postgres/new', said, '1')).toMatch(
    /because the disk of \/data\/postgres\/new is full.*Make room/,
  )
  expect(whyNotMade('/data/postgres/new', 'initdb: error: no locale', '1')).toContain('(1): initdb: error: no locale')
})
