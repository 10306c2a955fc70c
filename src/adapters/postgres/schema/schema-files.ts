import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../../sql/', import.meta.url))

export interface SchemaFile {
  readonly name: string
  readonly text: string
}

/** Of the numbered files of `sql/`, in their order. */
export async function schemaFileNames(): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  return names.map((name) => name.replace(/\.sql$/, ''))
}

export async function readSchemaFiles(): Promise<readonly SchemaFile[]> {
  const names = await schemaFileNames()
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(`${folder}${name}.sql`, 'utf8') })))
}

/** What a file makes, one line each, as its statements begin: `table x`, `index y on z`, `columns a, b of z`. */
export function changesOf(text: string): readonly string[] {
  const statements = text
    .replace(/\$\$[^]*?\$\$/g, '')
    .replace(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.replace(/\s+/g, ' ').trim())
  return statements.flatMap((statement) => {
    const made =
      /^create (?:or replace )?(?:unique |constraint )?(table|index|sequence|function|trigger) (?:if not exists )?(\w+)(?: on (\w+))?/.exec(
        statement,
      )
    if (made !== null) return [`${made[1]} ${made[2]}${made[3] === undefined ? '' : ` on ${made[3]}`}`]
    const altered = /^alter table (\w+)/.exec(statement)
    if (altered === null) return statement === '' ? [] : [`${statement.slice(0, 60)} …`]
    const added = [...statement.matchAll(/add column (?:if not exists )?(\w+)/g)].map((match) => match[1])
    const dropped = [...statement.matchAll(/drop constraint (?:if exists )?(\w+)/g)].map((match) => match[1])
    return [
      ...(added.length === 0 ? [] : [`columns ${added.join(', ')} of ${altered[1]}`]),
      ...(dropped.length === 0 ? [] : [`without constraint ${dropped.join(', ')} of ${altered[1]}`]),
    ]
  })
}
