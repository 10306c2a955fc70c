import type { Findings } from './environment.ts'
import { Secret } from './secret.ts'
import type { DatabaseConfig } from './schema.ts'
import type { Values } from './settings.ts'

type Postgres = Values['ingestPostgres']

/** `DATABASE_URL`, else the original's five variables when a server is named, else the embedded PostgreSQL. */
export function readDatabase(values: Values, findings: Findings): DatabaseConfig {
  if (values.database.url !== null) return outside(values.database.url, findings)
  const queryOnly = values.start.roles.every((role) => role === 'query-api')
  const [first, second] = queryOnly
    ? [values.queryPostgres, values.ingestPostgres]
    : [values.ingestPostgres, values.queryPostgres]
  if (differ(first, second)) {
    findings.problems.push(
      `INGEST_POSTGRES_SERVER and QUERY_POSTGRES_SERVER (with port and database) must name the same database, but are ${place(values.ingestPostgres)} and ${place(values.queryPostgres)}`,
    )
  }
  const chosen = first.server === null ? second : first
  if (chosen.server === null) return { kind: 'embedded' }
  return { kind: 'outside', url: compose(chosen) }
}

function outside(url: Secret, findings: Findings): DatabaseConfig {
  const parsed = URL.parse(url.reveal())
  if (parsed === null || !['postgres:', 'postgresql:'].includes(parsed.protocol)) {
    findings.problems.push('DATABASE_URL must be an address such as postgres://user:password@host:5432/database')
  }
  return { kind: 'outside', url }
}

/** Put together anew for each connection: a rotated password in a file is taken without a restart. */
function compose(from: Postgres): Secret {
  const user = encodeURIComponent(from.user)
  return Secret.from(() => {
    const password = from.password === null ? '' : `:${encodeURIComponent(from.password.reveal())}`
    return `postgres://${user}${password}@${place(from)}`
  })
}

function differ(first: Postgres, second: Postgres): boolean {
  return first.server !== null && second.server !== null && place(first) !== place(second)
}

function place(of: Postgres): string {
  return `${of.server}:${of.port}/${encodeURIComponent(of.database)}`
}
