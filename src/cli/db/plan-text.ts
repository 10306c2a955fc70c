import type { SchemaPlan } from '../../app/process/plan-database.ts'
import { visibleLine } from '../../domain/text/visible-text.ts'

const origins = {
  nothing: 'none of the tables is there yet',
  original: 'tables of the original, which are taken over with their rows as they are',
  atenex: 'tables of Atenex',
} as const

/** A plan in lines for people. */
export function planText(plan: SchemaPlan): string {
  const { version, found, differences, files, rows, unfinished } = plan
  const lines = [`PostgreSQL ${Math.floor(version / 10_000)}: ${origins[found]}`, ...counted('rows', rows)]
  if (differences.length > 0) {
    lines.push('refused, because these are not tables that Atenex can use:', ...differences.map((one) => `- ${one}`))
    return lines.map((line) => visibleLine(line)).join('\n')
  }
  lines.push(...counted('documents left in the middle', unfinished))
  if (files.length === 0) lines.push('nothing is to be changed')
  for (const { name, changes } of files) lines.push(name, ...changes.map((change) => `+ ${change}`))
  if (files.length > 0) lines.push('`atenex db migrate` does this in one transaction; no row is changed.')
  return lines.map((line) => visibleLine(line)).join('\n')
}

function counted(what: string, counts: Readonly<Record<string, number>>): string[] {
  const all = Object.entries(counts).map(([name, count]) => `${count} ${name}`)
  return all.length === 0 ? [] : [`${what}: ${all.join(', ')}`]
}
