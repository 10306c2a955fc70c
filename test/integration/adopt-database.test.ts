import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { migrateDatabase, planDatabase } from '../../src/adapters/postgres/migrate.ts'
import { fillOriginal, fingerprints, originalAtWork, originalSchema } from '../harness/original-database.ts'
import { startOutsidePostgres } from '../harness/outside-postgres.ts'
import { packagedVersions, type OutsidePostgres } from '../harness/packaged-postgres.ts'
import { runOn, withDatabase } from '../harness/postgres-server.ts'

interface Opened extends AsyncDisposable {
  readonly url: string
  readonly client: Client
}

async function databaseOn(server: Pick<OutsidePostgres, 'url'>, schema: string): Promise<Opened> {
  const name = `adopt_${randomUUID().replaceAll('-', '')}`
  await runOn(server.url, `create database ${name}`)
  const url = withDatabase(server.url, name)
  const client = new Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  await client.query(schema)
  return {
    url,
    client,
    [Symbol.asyncDispose]: async () => {
      await client.end()
      await runOn(server.url, `drop database ${name} with (force)`)
    },
  }
}

describe.each(packagedVersions)('a database of the original on PostgreSQL %i', (version) => {
  let server: OutsidePostgres
  beforeAll(async () => {
    server = await startOutsidePostgres(version)
  })
  afterAll(() => server.stop())
  const database = (schema: string) => databaseOn(server, schema)

  test('is adopted without losing, changing or rewriting a row, while its services go on', async () => {
    await using original = await database(originalSchema)
    const { url, client } = original
    await fillOriginal(client, 2_000, 3)
    const before = await fingerprints(client)
    const plan = await planDatabase(url)
    expect(plan).toMatchObject({ found: 'original', differences: [] })
    expect(plan.rows).toEqual({ documents: 2_000, document_chunks: 5_880, chats: 300, messages: 300, query_logs: 300 })
    expect(plan.unfinished).toEqual({ pending: 10, uploaded: 10, processing: 10, error: 10 })
    expect(plan.files[0]).toEqual({ name: '0001_original_tables', changes: [] })
    expect(plan.files[1]?.changes[0]).toContain('columns size_bytes, content_hash')
    expect(await fingerprints(client)).toEqual(before)

    const services = [1, 2, 3].map(async (number) => {
      const service = new Client({ connectionString: url, options: '-c timezone=UTC' })
      await service.connect()
      let rounds = 0
      while (!adopted || rounds < 3) {
        await originalAtWork(service, randomUUID())
        rounds += 1
      }
      await service.end()
      return { number, rounds }
    })
    let adopted = false
    const applied = await migrateDatabase(url).finally(() => {
      adopted = true
    })
    for (const { rounds } of await Promise.all(services)) expect(rounds).toBeGreaterThanOrEqual(3)
    expect(applied).toEqual(plan.files.map(({ name }) => name))
    expect(await fingerprints(client)).toEqual(before)
    expect(await planDatabase(url)).toMatchObject({ found: 'atenex', differences: [], files: [] })
    expect(await migrateDatabase(url)).toEqual([])
  })

  test('waits for a transaction of its services, and never keeps them waiting for long', async () => {
    await using original = await database(originalSchema)
    const { url, client } = original
    await fillOriginal(client, 20, 1)
    await client.query('begin')
    await client.query(`update documents set error_message = 'a long one' where status = 'error'`)
    const migrating = migrateDatabase(url)
    const other = new Client({ connectionString: url })
    await other.connect()
    // behind a lock that waits for the long transaction these would wait as long
    for (let round = 0; round < 5; round += 1) await originalAtWork(other, randomUUID())
    await other.end()
    await client.query('commit')
    expect((await migrating).length).toBeGreaterThan(5)
  })
})

describe('another database', () => {
  const database = (schema: string) => databaseOn({ url: inject('postgres').serverUrl }, schema)

  test('is refused with all that is different, and nothing is changed', async () => {
    await using other = await database(`
      create table documents (id uuid primary key, company_id text not null, file_name varchar(100) not null,
        file_type text not null, file_path text, metadata json, status text not null, chunk_count int,
        uploaded_at timestamptz, updated_at timestamp, owner int not null);
      create table document_chunks (id uuid primary key, document_id uuid references documents (id), company_id uuid,
        chunk_index int, content text, metadata jsonb, embedding_id text, created_at timestamptz, vector_status text);
      create view chats as select 1 as id;
    `)
    const differences = [
      'chats is not a table',
      'document_chunks has no unique index over document_id, chunk_index',
      'document_chunks has no foreign key to documents with "on delete cascade"',
      'documents.company_id is text, not uuid',
      'documents.metadata is json, not jsonb',
      'documents.error_message is missing',
      'documents.updated_at is timestamp, not timestamptz',
      'documents.owner is not known, and refuses rows that have no value for it',
    ]
    expect((await planDatabase(other.url)).differences).toEqual(differences)
    await expect(migrateDatabase(other.url)).rejects.toMatchObject({
      code: 'configuration',
      message: expect.stringContaining(differences.join('\n- ')),
    })
    const { rows } = await other.client.query(
      `select to_regclass('atenex_schema') as made, to_regclass('messages') as table`,
    )
    expect(rows).toEqual([{ made: null, table: null }])
  })

  test('that a later version has migrated is refused as well', async () => {
    await using later = await database('')
    await migrateDatabase(later.url)
    await later.client.query(`insert into atenex_schema (name, timestamp) values ('9999_from_later', now()::text)`)
    const { differences } = await planDatabase(later.url)
    expect(differences.join()).toContain('9999_from_later')
    await expect(migrateDatabase(later.url)).rejects.toMatchObject({ code: 'configuration' })
  })
})
