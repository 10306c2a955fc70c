import { randomUUID } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { openDatabase } from '../../src/adapters/postgres/database.ts'
import { silentLog } from './log.ts'
import { createTestDatabase } from './postgres.ts'

export interface PasswordRole {
  /** Of a database of its own. */
  url(password: string): string
  change(password: string): Promise<void>
  /** Connections that were begun after `change` was last called. */
  connectionsSince(): Promise<number>
  drop(): Promise<void>
}

/** A user that needs a password. The server of the run trusts everyone on this machine: of this one it wants one. */
export async function createPasswordRole(password: string): Promise<PasswordRole> {
  const database = await createTestDatabase()
  const admin = openDatabase({ url: database.url, maxConnections: 1, log: silentLog })
  const role = `rotating_${randomUUID().replaceAll('-', '')}`
  const rule = `local all ${role} scram-sha-256\n`
  const hba = (await sql<{ hba_file: string }>`show hba_file`.execute(admin)).rows[0]?.hba_file ?? ''
  const rewrite = async (change: (text: string) => string) => {
    await writeFile(hba, change(await readFile(hba, 'utf8')))
    await sql`select pg_reload_conf()`.execute(admin)
  }
  await rewrite((text) => `${rule}${text}`)
  await sql.raw(`create role ${role} login superuser password '${password}'`).execute(admin)
  let changedAt = new Date(0)
  return {
    url: (secret) => database.url.replace(/^postgres(ql)?:\/\/[^/]*@/, `postgres://${role}:${secret}@`),
    change: async (secret) => {
      await sql.raw(`alter role ${role} password '${secret}'`).execute(admin)
      const now = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(admin)
      changedAt = now.rows[0]?.now ?? changedAt
    },
    connectionsSince: async () => {
      const { rows } = await sql<{ count: string }>`
        select count(*) from pg_stat_activity where usename = ${role} and backend_start > ${changedAt}`.execute(admin)
      return Number(rows[0]?.count)
    },
    drop: async () => {
      await rewrite((text) => text.replace(rule, ''))
      await sql.raw(`drop role ${role}`).execute(admin)
      await admin.destroy()
      await database.drop()
    },
  }
}
