import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBoss } from '../../src/adapters/postgres/boss.ts'
import { openDatabase } from '../../src/adapters/postgres/database.ts'
import { silentLog } from '../harness/log.ts'
import { createPasswordRole, type PasswordRole } from '../harness/password-role.ts'

let role: PasswordRole
beforeAll(async () => void (role = await createPasswordRole('first')))
afterAll(() => role.drop())

test('a rotated password is taken by connections that are made after it, and those that are open go on', async () => {
  let password = 'first'
  const url = () => role.url(password)
  const db = openDatabase({ url, maxConnections: 2, log: silentLog })
  const boss = createBoss({ url, worker: false, log: silentLog })
  const who = () => sql<{ name: string }>`select current_user as name`.execute(db)
  try {
    await boss.start()
    await db.connection().execute(async (open) => {
      await sql`select 1`.execute(open)
      await role.change('second')
      password = 'second'
      // the open one is in use: this needs a new one
      expect((await who()).rows[0]?.name).toMatch(/^rotating_/)
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

test('a new password that the server does not know yet keeps nobody from connecting: the one before is used until it does', async () => {
  await role.change('third')
  let password = 'third'
  const db = openDatabase({ url: () => role.url(password), maxConnections: 3, log: silentLog })
  const query = () => sql`select 1`.execute(db)
  try {
    await db.connection().execute(async (first) => {
      await sql`select 1`.execute(first)
      password = 'fourth'
      // both are in use, so each of these is made anew: before the server changed, and after
      await db.connection().execute(async (second) => {
        await sql`select 1`.execute(second)
        await role.change('fourth')
        await query()
      })
    })
    expect(await role.connectionsSince()).toBe(1)
  } finally {
    await db.destroy()
  }
})
