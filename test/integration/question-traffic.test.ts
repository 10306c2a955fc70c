import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { createQuestionTraffic } from '../../src/adapters/postgres/moves/question-traffic.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase, type TestDatabase } from '../harness/postgres.ts'
import { createTestClock } from '../harness/test-clock.ts'
import { waitFor } from '../harness/wait.ts'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase({ url: database.url, maxConnections: 2, log: silentLog })
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const ask = () => db.insertInto('query_logs').values({ id: randomUUID(), company_id: randomUUID() }).execute()

test('users are asking from an answered question on until ten seconds after the last one', async () => {
  await ask()
  const clock = createTestClock()
  const traffic = createQuestionTraffic({ db, clock, log: silentLog })
  // until it is known, users are taken to ask; what was asked before the first look may be of long ago
  expect(await traffic.isBusy()).toBe(true)
  await waitFor(
    async () => {
      await clock.tick(3_000)
      return !(await traffic.isBusy())
    },
    { what: 'nobody to ask' },
  )
  const noticed = async () => {
    await ask()
    await clock.tick(1_000)
    return traffic.isBusy()
  }
  await waitFor(noticed, { what: 'PostgreSQL to count a question' })
  // what PostgreSQL had not counted yet comes with the next look
  await waitFor(
    async () => {
      await clock.tick(11_000)
      return !(await traffic.isBusy())
    },
    { what: 'nobody to ask any more' },
  )
})

test('a database that is away says nothing, and nobody is asking', async () => {
  const away = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', maxConnections: 1, log: silentLog })
  const traffic = createQuestionTraffic({ db: away, clock: createTestClock(), log: silentLog })
  expect(await traffic.isBusy()).toBe(false)
  await away.destroy()
})
