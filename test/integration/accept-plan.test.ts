import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts'
import { rivalIds } from '../../src/adapters/postgres/documents/accept-document.ts'
import { anyCompany, sha256 } from '../harness/documents.ts'
import { silentLog } from '../harness/log.ts'
import { createTestDatabase } from '../harness/postgres.ts'

interface PlanNode {
  readonly 'Node Type': string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

const company = anyCompany()
let db: Database
let client: Client
let close: () => Promise<void>

beforeAll(async () => {
  const database = await createTestDatabase()
  db = openDatabase({ url: database.url, maxConnections: 2, log: silentLog })
  client = new Client({ connectionString: database.url })
  await client.connect()
  close = async () => {
    await client.end()
    await db.destroy()
    await database.drop()
  }
})
afterAll(() => close())

async function planOf(contentHash: string, fileName: string): Promise<readonly PlanNode[]> {
  const query = rivalIds(db, { companyId: company, contentHash, fileName }).compile()
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
    `explain (analyze, format json) ${query.sql}`,
    [...query.parameters],
  )
  const nodes = rows.flatMap((row) => row['QUERY PLAN'].map(({ Plan }) => Plan))
  for (const node of nodes) nodes.push(...(node.Plans ?? []))
  return nodes
}

/** Every other row as the original wrote it: without a hash. */
async function fill(count: number): Promise<void> {
  await sql`truncate documents cascade`.execute(db)
  await sql`
    insert into documents (id, company_id, file_name, file_type, status, content_hash)
    select gen_random_uuid(), ${company}::uuid, 'informe ' || number || '.pdf', 'application/pdf', 'processed',
      case when number % 2 = 0 then md5(number::text) end
    from generate_series(1, ${count}::int) as number
  `.execute(db)
}

const uploads = [
  { what: 'nothing like it', hash: sha256('new'), name: 'new.pdf' },
  { what: 'the same bytes', hash: 'c81e728d9d4c2f636f067f89cc14862c', name: 'new.pdf' },
  { what: 'a name of the original, without a hash', hash: sha256('new'), name: 'informe 777.pdf' },
]

async function mostLookedAt(hash: string, name: string): Promise<number> {
  const nodes = await planOf(hash, name)
  return Math.max(
    ...nodes.map((node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']),
  )
}

test('before PostgreSQL has statistics, an upload looks at no row twice', async () => {
  await fill(2_000)
  for (const { hash, name } of uploads) expect(await mostLookedAt(hash, name)).toBeLessThanOrEqual(2_000)
})

test('an upload looks at a handful of rows of 20,000', async () => {
  await fill(20_000)
  await sql`analyze documents`.execute(db)
  for (const { what, hash, name } of uploads) {
    expect({ what, few: (await mostLookedAt(hash, name)) < 10 }).toEqual({ what, few: true })
    const kinds = (await planOf(hash, name)).map((node) => node['Node Type'])
    expect(kinds).not.toContain('Seq Scan')
  }
})
