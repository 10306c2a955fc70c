import { sql, type Kysely } from 'kysely'
import { schemaDifferences } from './compare-schema.ts'
import { originalTables } from './original-tables.ts'
import { readSchema } from './read-schema.ts'
import { changesOf, readSchemaFiles } from './schema-files.ts'

/** What `atenex db migrate` would do to a database. */
export interface SchemaPlan {
  readonly version: number
  /** Tables of the original that are there. */
  readonly found: 'nothing' | 'original' | 'atenex'
  /** Why it would be refused; empty when it would not. */
  readonly differences: readonly string[]
  /** Files that would be applied, with what they make. Rows stay as they are. */
  readonly files: readonly { readonly name: string; readonly changes: readonly string[] }[]
  /** Rows that are there, by table. */
  readonly rows: Readonly<Record<string, number>>
  /** Documents that were left in the middle, by status: a worker brings them to an end. */
  readonly unfinished: Readonly<Record<string, number>>
}

/** Reads only. */
export async function planSchema(db: Kysely<unknown>): Promise<SchemaPlan> {
  const files = await readSchemaFiles()
  const schema = await readSchema(db)
  const { version, tables, applied } = schema
  const differences = schemaDifferences(
    schema,
    files.map(({ name }) => name),
  )
  const pending = files.filter(({ name }) => !(applied ?? []).includes(name))
  const known = tables.filter(({ kind }) => kind === 'r' || kind === 'p').map(({ name }) => name)
  return {
    version,
    found: applied !== null && applied.length > 0 ? 'atenex' : tables.length > 0 ? 'original' : 'nothing',
    differences,
    files: pending.map(({ name, text }) => ({
      name,
      changes: changesOf(text).filter((change) => !isThere(change, known)),
    })),
    rows: await countRows(db, known),
    unfinished: known.includes('documents') && differences.length === 0 ? await countUnfinished(db) : {},
  }
}

/** Tables of the original that exist are left as they are. */
function isThere(change: string, known: readonly string[]): boolean {
  return change.startsWith('table ') && known.includes(change.slice('table '.length))
}

async function countRows(db: Kysely<unknown>, tables: readonly string[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of Object.keys(originalTables)) {
    if (!tables.includes(table)) continue
    const { rows } = await sql<{ count: string }>`select count(*) as count from ${sql.table(table)}`.execute(db)
    counts[table] = Number(rows[0]?.count ?? 0)
  }
  return counts
}

async function countUnfinished(db: Kysely<unknown>): Promise<Record<string, number>> {
  const { rows } = await sql<{ status: string; count: string }>`
    select status, count(*) as count from documents
    where status in ('pending', 'uploaded', 'processing', 'error') group by status order by status
  `.execute(db)
  return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]))
}
