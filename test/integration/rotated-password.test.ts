import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBoss } from '../../src/adapters/postgres/boss.ts'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase, type TestDatabase } from '../harness/postgres.ts'

const role = `rotating_${randomUUID().replaceAll('-', '')}`
const rule = `local all ${role} scram-sha-256\n`
let database: TestDatabase
let admin: Database
let hba = ''

/** The server of the run trusts everyone on this machine: of this one user it wants a password. */
beforeAll(async () => {
  database = await createTestDatabase()
  admin = openDatabase({ url: database.url, maxConnections: 1, log: silentLog })
  hba = (await sql<{ hba_file: string }>`show hba_file`.execute(admin)).rows[0]?.hba_file ?? ''
  await writeFile(hba, `${rule}${await readFile(hba, 'utf8')}`)
  await sql`select pg_reload_conf()`.execute(admin)
  await sql.raw(`create role ${role} login superuser password 'first'`).execute(admin)
})
afterAll(async () => {
  await writeFile(hba, (await readFile(hba, 'utf8')).replace(rule, ''))
  await sql`select pg_reload_conf()`.execute(admin)
  await sql.raw(`drop role ${role}`).execute(admin)
  await admin.destroy()
  await database.drop()
})

test('a rotated password is taken by connections that are made after it, and those that are open go on', async () => {
  let password = 'first'
  const url = () => database.url.replace(/^postgres(ql)?:\/\/[^/]*@/, `postgres://${role}:${password}@`)
  expect(url()).toContain(role)
  const db = openDatabase({ url, maxConnections: 2, log: silentLog })
  const boss = createBoss({ url, worker: false, log: silentLog })
  const who = () => sql<{ name: string }>`select current_user as name`.execute(db)
  try {
    await boss.start()
    await db.connection().execute(async (open) => {
      await sql`select 1`.execute(open)
      await sql.raw(`alter role ${role} password 'second'`).execute(admin)
      password = 'second'
      // the open one is in use: this needs a new one
      expect((await who()).rows[0]?.name).toBe(role)
      await sql`select 1`.execute(open)
    })
    password = 'wrong'
    const late = openDatabase({ url, maxConnections: 1, log: silentLog })
    await expect(sql`select 1`.execute(late)).rejects.toThrow(/password authentication failed/)
    await late.destroy()
  } finally {
    await boss.stop({ graceful: false })
    await db.destroy()
  }
})
