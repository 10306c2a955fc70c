import pg from 'pg'
import { jobSchema, jobSchemaVersion, queues } from '../job-catalog.ts'
import { oldestVersion } from './compare-schema.ts'
import { schemaFileNames } from './schema-files.ts'

/** A server that does not answer is told by whoever wants to change something, after a time of its own. */
const connectMs = 2_000
const statementMs = 5_000

/**
 * Whether nothing is left to do for `migrateDatabase`: the server is of a version we know, all of our files and no others were applied, and
 * the job queue's tables and queues are there. False when that cannot be found out. Reads only, with nothing but the driver loaded.
 */
export async function isCurrent(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: statementMs,
  })
  // a connection that is lost rejects what was asked
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await hasTables(client)) && (await hasAll(client))
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function hasTables(client: pg.Client): Promise<boolean> {
  const tables = ['atenex_schema', `${jobSchema}.version`, `${jobSchema}.queue`]
  const { rows } = await client.query<{ readonly version: number; readonly tables: boolean }>(
    `select current_setting('server_version_num')::int as version,
      (select bool_and(to_regclass(name) is not null) from unnest($1::text[]) as name) as tables`,
    [tables],
  )
  return rows[0]?.tables === true && rows[0].version >= oldestVersion
}

async function hasAll(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ readonly files: string[]; readonly jobs: number; readonly queues: number }>(
    `select (select array_agg(name::text order by name) from atenex_schema) as files,
      (select max(version)::int from ${jobSchema}.version) as jobs,
      (select count(*)::int from ${jobSchema}.queue where name = any($1)) as queues`,
    [queues],
  )
  const [found] = rows
  if (found === undefined || found.jobs < jobSchemaVersion || found.queues < queues.length) return false
  const known = await schemaFileNames()
  return known.length === (found.files ?? []).length && known.every((name) => found.files.includes(name))
}
