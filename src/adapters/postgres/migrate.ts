import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import pg from 'pg'
import { AppError } from '../../domain/errors.ts'
import { installQueues } from './boss.ts'
import { connectionFailure, isLockTimeout, type Database } from './database.ts'
import { schemaDifferences } from './schema/compare-schema.ts'
import { originalTables } from './schema/original-tables.ts'
import { planSchema, type SchemaPlan } from './schema/plan-schema.ts'
import { readApplied, readSchema } from './schema/read-schema.ts'
import { readSchemaFiles } from './schema/schema-files.ts'

/**
 * Shorter than the second after which PostgreSQL looks for deadlocks: when services of the original are at the tables, it is always
 * we who give up and come again, and they wait no longer than this for us.
 */
const lockTimeout = '500ms'
const lockPauseMs = 500
const lockTries = 120

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = await readSchemaFiles()
  return Object.fromEntries(
    files.map(({ name, text }) => [
      name,
      {
        up: async (tx: Kysely<unknown>) => {
          await lockTables(tx)
          await sql.raw(text).execute(tx)
        },
      },
    ]),
  )
}

/** All that others use, at once and before the first change: nothing is waited for while something is held. */
async function lockTables(tx: Kysely<unknown>): Promise<void> {
  await sql`set local lock_timeout = ${sql.raw(`'${lockTimeout}'`)}`.execute(tx)
  const { tables } = await readSchema(tx)
  const names = tables.map(({ name }) => name).filter((name) => originalTables[name] !== undefined)
  if (names.length === 0) return
  await sql`lock table ${sql.join(names.map((name) => sql.table(name)))} in access exclusive mode`.execute(tx)
}

/**
 * Brings the database to the newest schema: the numbered files of `sql/`, all or nothing, under a lock, then the job
 * queue's own tables. Takes over the tables of the original with their rows as they are, also while its services run. Idempotent
 * and safe when several processes do it at once.
 * @returns names of the files applied now.
 * @throws AppError `database_unavailable`, `busy` or `configuration`, saying what to do.
 */
export async function migrateDatabase(url: string): Promise<readonly string[]> {
  const applied = await withServer(url, async (db) => {
    const known = (await readSchemaFiles()).map(({ name }) => name)
    const differences = schemaDifferences(await readSchema(db), known)
    if (differences.length > 0) throw refusal(differences)
    return applyFiles(db)
  })
  await installQueues(url)
  return applied
}

/** What `migrateDatabase` would do. Reads only. */
export function planDatabase(url: string): Promise<SchemaPlan> {
  return withServer(url, planSchema)
}

async function withServer<T>(url: string, work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 10_000 })
  // the query that fails rejects; an idle client that dies must not end the process
  pool.on('error', () => undefined)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    return await work(db)
  } catch (error) {
    throw connectionFailure(error, url) ?? error
  } finally {
    await db.destroy()
  }
}

async function applyFiles(db: Kysely<unknown>): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: readMigrations },
    migrationTableName: 'atenex_schema',
    migrationLockTableName: 'atenex_schema_lock',
  })
  for (let attempt = 1; ; attempt += 1) {
    const { error, results } = await migrator.migrateToLatest()
    if (error === undefined) return (results ?? []).map((result) => result.migrationName)
    if (isLockTimeout(error) && attempt < lockTries) {
      await sleep(lockPauseMs)
      continue
    }
    if (isLockTimeout(error)) throw tablesHeld(error)
    const failed = results?.find((result) => result.status === 'Error')?.migrationName
    // before the first file it is the connection
    if (failed === undefined) throw error
    throw new AppError('configuration', `The database schema could not be brought up to date (file ${failed}).`, {
      cause: error,
    })
  }
}

function refusal(differences: readonly string[]): AppError {
  const list = differences.map((difference) => `\n- ${difference}`).join('')
  return new AppError(
    'configuration',
    `This Atenex cannot work with this database, and nothing was changed. \`atenex db plan\` shows the same:${list}`,
  )
}

const tablesHeld = (cause: unknown) =>
  new AppError(
    'busy',
    'A transaction of another service holds the tables for too long. Nothing was changed; try again when it has ended.',
    { retryable: true, cause },
  )

/** Names of schema files the database does not have yet. Reads only. */
export async function pendingMigrations(db: Database): Promise<readonly string[]> {
  // only the catalogue and a table of its own are asked
  const applied = (await readApplied(db as unknown as Kysely<unknown>)) ?? []
  return (await readSchemaFiles()).map(({ name }) => name).filter((name) => !applied.includes(name))
}
