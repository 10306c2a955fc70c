import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import pg from 'pg'
import { AppError } from '../../domain/errors.ts'
import { installQueues } from './boss.ts'
import { connectionFailure, type Database } from './database.ts'

const folder = fileURLToPath(new URL('../../../sql/', import.meta.url))

async function readMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  const migrations: Record<string, Migration> = {}
  for (const name of names) {
    const text = await readFile(`${folder}${name}`, 'utf8')
    migrations[name.replace(/\.sql$/, '')] = {
      up: async (db: Kysely<unknown>) => {
        await sql.raw(text).execute(db)
      },
    }
  }
  return migrations
}

/**
 * Brings the database to the newest schema: the numbered files of `sql/`, all or nothing, under a lock, then the job
 * queue's own tables. Idempotent and safe when several processes do it at once.
 * @returns names of the files applied now.
 * @throws AppError `database_unavailable` or `configuration`, saying what to do.
 */
export async function migrateDatabase(url: string): Promise<readonly string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 10_000 })
  // the query that fails rejects; an idle client that dies must not end the process
  pool.on('error', () => undefined)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: readMigrations },
      migrationTableName: 'atenex_schema',
      migrationLockTableName: 'atenex_schema_lock',
    })
    const { error, results } = await migrator.migrateToLatest()
    if (error !== undefined) {
      const unreachable = connectionFailure(error, url)
      if (unreachable !== null) throw unreachable
      const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown'
      throw new AppError('configuration', `The database schema could not be brought up to date (file ${failed}).`, {
        cause: error,
      })
    }
    await installQueues(url)
    return (results ?? []).map((result) => result.migrationName)
  } finally {
    await db.destroy()
  }
}

/** Names of schema files the database does not have yet. Reads only. */
export async function pendingMigrations(db: Database): Promise<readonly string[]> {
  const known = Object.keys(await readMigrations())
  const table = await sql<{ exists: boolean }>`select to_regclass('atenex_schema') is not null as exists`.execute(db)
  if (table.rows[0]?.exists !== true) return known
  const applied = await sql<{ name: string }>`select name from atenex_schema`.execute(db)
  const names = new Set(applied.rows.map((row) => row.name))
  return known.filter((name) => !names.has(name))
}
