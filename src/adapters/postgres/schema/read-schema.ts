import { sql, type Kysely } from 'kysely'
import { originalTables } from './original-tables.ts'

export interface FoundColumn {
  readonly name: string
  readonly type: string
  /** A row without a value for it is refused. */
  readonly needed: boolean
}

export interface FoundTable {
  readonly name: string
  /** `r`: an ordinary table, `p`: a partitioned one; a view is neither. */
  readonly kind: string
  readonly columns: readonly FoundColumn[]
  readonly unique: readonly (readonly string[])[]
  /** Tables whose rows take those of this one with them. */
  readonly goesWith: readonly string[]
}

export interface FoundSchema {
  /** As `server_version_num`. */
  readonly version: number
  /** Of the names the original uses; a table that is not there is left out. */
  readonly tables: readonly FoundTable[]
  /** Files of ours that were applied; null when none ever was. */
  readonly applied: readonly string[] | null
}

/** Reads only the catalogue. */
export async function readSchema(db: Kysely<unknown>): Promise<FoundSchema> {
  const names = Object.keys(originalTables)
  const version = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(
    db,
  )
  const tables = await sql<FoundTable>`
    select relation.relname as name, relation.relkind::text as kind,
      (select coalesce(jsonb_agg(jsonb_build_object('name', attname, 'type', typname,
          'needed', attnotnull and not atthasdef and attidentity = '') order by attnum), '[]')
        from pg_attribute join pg_type on pg_type.oid = atttypid
        where attrelid = relation.oid and attnum > 0 and not attisdropped) as columns,
      (select coalesce(jsonb_agg(fields), '[]') from (
        select (select jsonb_agg(attname order by attname) from pg_attribute
          where attrelid = relation.oid and attnum = any(indkey)) as fields
        from pg_index where indrelid = relation.oid and indisunique and indisvalid and indpred is null and indexprs is null
      ) as indexes) as unique,
      (select coalesce(jsonb_agg(other.relname), '[]') from pg_constraint join pg_class as other on other.oid = confrelid
        where conrelid = relation.oid and contype = 'f' and confdeltype = 'c') as "goesWith"
    from pg_class as relation
    where relnamespace = current_schema()::regnamespace and relname = any(${names}) and relkind in ('r', 'p', 'v', 'm', 'f')
    order by relname
  `.execute(db)
  return { version: version.rows[0]?.version ?? 0, tables: tables.rows, applied: await readApplied(db) }
}

export async function readApplied(db: Kysely<unknown>): Promise<readonly string[] | null> {
  const table = await sql<{ exists: boolean }>`select to_regclass('atenex_schema') is not null as exists`.execute(db)
  if (table.rows[0]?.exists !== true) return null
  const applied = await sql<{ name: string }>`select name from atenex_schema order by name`.execute(db)
  return applied.rows.map(({ name }) => name)
}
