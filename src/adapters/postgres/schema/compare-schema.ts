import { originalTables, typeFamilies, type OriginalTable, type TypeFamily } from './original-tables.ts'
import type { FoundColumn, FoundSchema, FoundTable } from './read-schema.ts'

/** Features of PostgreSQL 15 are used. */
export const oldestVersion = 150_000

/**
 * What keeps Atenex from working with these tables, in sentences; empty when nothing does. Tables that are not there are made,
 * and additions of others do no harm unless they refuse our rows.
 */
export function schemaDifferences(
  { version, tables, applied }: FoundSchema,
  known: readonly string[],
): readonly string[] {
  const differences: string[] = []
  if (version < oldestVersion) {
    differences.push(`PostgreSQL is ${Math.floor(version / 10_000)}; 15 or later is needed`)
  }
  const strangers = (applied ?? []).filter((name) => !known.includes(name))
  for (const name of strangers) {
    differences.push(
      `a later version of Atenex has applied ${name}, which this one does not know: start that version, or restore a backup that is older`,
    )
  }
  // our own files have made or checked the rest
  if (applied !== null && applied.length > 0) return differences
  for (const table of tables) {
    const expected = originalTables[table.name]
    if (expected !== undefined) differences.push(...tableDifferences(table, expected))
  }
  return differences
}

function tableDifferences(table: FoundTable, expected: OriginalTable): readonly string[] {
  const { name, kind, columns, unique, goesWith } = table
  if (kind !== 'r' && kind !== 'p') return [`${name} is not a table`]
  const missing = Object.entries(expected.columns).flatMap(([column, family]) =>
    columnDifference(name, column, family, columns),
  )
  const extra = columns
    .filter((column) => column.needed && expected.columns[column.name] === undefined)
    .map((column) => `${name}.${column.name} is not known, and refuses rows that have no value for it`)
  const twins = expected.unique
    .filter(
      (wanted) =>
        !unique.some((fields) => wanted.length === fields.length && wanted.every((one) => fields.includes(one))),
    )
    .map((wanted) => `${name} has no unique index over ${wanted.join(', ')}`)
  const orphans =
    expected.goesWith === null || goesWith.includes(expected.goesWith)
      ? []
      : [`${name} has no foreign key to ${expected.goesWith} with "on delete cascade"`]
  return [...missing, ...extra, ...twins, ...orphans]
}

function columnDifference(
  table: string,
  name: string,
  family: TypeFamily,
  columns: readonly FoundColumn[],
): readonly string[] {
  const found = columns.find((column) => column.name === name)
  if (found === undefined) return [`${table}.${name} is missing`]
  const types: readonly string[] = typeFamilies[family]
  if (types.includes(found.type)) return []
  return [`${table}.${name} is ${found.type}, not ${types.join(' or ')}`]
}
