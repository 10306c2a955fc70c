import { Client } from 'pg'
import { startEmbeddedPostgres } from '../src/adapters/embedded-postgres/start-embedded-postgres.ts'
import { migrateDatabase, planDatabase } from '../src/adapters/postgres/migrate.ts'
import { fillOriginal, fingerprints, originalSchema } from '../test/harness/original-database.ts'
import { quietLog } from './extract.ts'
import { temporaryFolder } from './processes.ts'
import { rounded, type PartResult } from './report.ts'

/** The original made some ten chunks of a document. */
const chunksEach = 10
const longestSeconds = 60

/** A database of the original is adopted: how long that takes, and what becomes of each of its rows. */
export async function benchAdopt(quick: boolean): Promise<PartResult> {
  const documents = quick ? 1_000 : 10_000
  const folder = await temporaryFolder('adopt')
  const server = await startEmbeddedPostgres({ dataDir: folder.path, log: quietLog() })
  const client = new Client({ connectionString: server.url, options: '-c timezone=UTC' })
  try {
    await client.connect()
    await client.query(originalSchema)
    await fillOriginal(client, documents, chunksEach)
    const before = await fingerprints(client)
    const planning = await timed(() => planDatabase(server.url))
    const migration = await timed(() => migrateDatabase(server.url))
    const after = await fingerprints(client)
    // a fingerprint tells how many rows there are and, of each, the values and the place they are stored at
    const changed = Object.keys(before).filter((table) => before[table] !== after[table])
    const rows = Object.values(planning.result.rows).reduce((sum, count) => sum + count, 0)
    const seconds = planning.seconds + migration.seconds
    return {
      title: `A database of the original with ${documents} documents, ${rows} rows in all, adopted`,
      head: ['table', 'rows', 'as they were'],
      rows: Object.entries(after).map(([table, found]) => {
        return [table, found.split(' ')[0] ?? '', String(!changed.includes(table))]
      }),
      figures: { rows, 'plan, seconds': planning.seconds, 'migration, seconds': migration.seconds },
      limits: [
        { what: `seconds (plan ${rounded(planning.seconds)})`, value: seconds, bound: longestSeconds, kind: 'at most' },
        { what: 'tables with a row lost, changed or rewritten', value: changed.length, bound: 0, kind: 'at most' },
      ],
    }
  } finally {
    await client.end()
    await server.stop()
    await folder.remove()
  }
}

async function timed<Result>(work: () => Promise<Result>) {
  const began = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - began) / 1_000 }
}
