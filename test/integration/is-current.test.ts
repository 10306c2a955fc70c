import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bringUpToDate } from '../../src/adapters/postgres/bring-up-to-date.ts'
import { jobSchemaVersion } from '../../src/adapters/postgres/job-catalog.ts'
import { isCurrent } from '../../src/adapters/postgres/schema/is-current.ts'
import { createTestDatabase, type TestDatabase } from '../harness/postgres.ts'
import { runOn } from '../harness/postgres-server.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

test('a database with all of our files and the queues needs nothing', async () => {
  expect(await isCurrent(database.url)).toBe(true)
  expect(await bringUpToDate(database.url)).toEqual([])
})

test.each([
  ['lacks a file', 'delete from atenex_schema where name = (select max(name) from atenex_schema)'],
  ['has a file of a later version', "insert into atenex_schema values ('9999_later', 'now')"],
  ['lacks a queue', "delete from jobs.queue where name = 'document.remove'"],
  ['has older tables of the queue', 'update jobs.version set version = version - 1'],
  ['has no table of ours', 'drop table atenex_schema'],
  ['has no queue at all', 'drop schema jobs cascade'],
])('one that %s is not left as it is', async (_what, statement) => {
  await runOn(database.url, statement)
  expect(await isCurrent(database.url)).toBe(false)
})

test('a queue that is missing is made', async () => {
  await runOn(database.url, "delete from jobs.queue where name = 'webhook.deliver'")
  expect(await bringUpToDate(database.url)).toEqual([])
  expect(await isCurrent(database.url)).toBe(true)
})

test('a server that is not there is told by who would change something', async () => {
  const away = 'postgres://nobody@127.0.0.1:1/none'
  expect(await isCurrent(away)).toBe(false)
  await expect(bringUpToDate(away)).rejects.toMatchObject({ code: 'database_unavailable' })
})

test('the tables of the queue are those of its package', async () => {
  const file = new URL('../package.json', import.meta.resolve('pg-boss'))
  const { pgboss } = JSON.parse(await readFile(file, 'utf8')) as { pgboss: { schema: number } } // its own file
  expect(pgboss.schema).toBe(jobSchemaVersion)
})
