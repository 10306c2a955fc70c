import { Client } from 'pg'
import { expect, test } from 'vitest'

import { createTestDatabase } from '../harness/postgres.ts'

test('two test databases have the schema and see nothing of each other', async () => {
  const [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()])
  const clients = [first, second].map(({ url }) => new Client({ connectionString: url }))
  await Promise.all(clients.map((client) => client.connect()))
  await clients[0]?.query('create table only_in_the_first (id int)')
  const tables = await Promise.all(
    clients.map((client) =>
      client.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`),
    ),
  )
  const [ofFirst, ofSecond] = tables.map(({ rows }) => rows.map((row) => row.name))
  expect(ofFirst).toContain('documents')
  expect(ofFirst).toContain('only_in_the_first')
  expect(ofSecond).toContain('documents')
  expect(ofSecond).not.toContain('only_in_the_first')
  await Promise.all(clients.map((client) => client.end()))
  await Promise.all([first.drop(), second.drop()])
})
