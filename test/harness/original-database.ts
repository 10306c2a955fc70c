import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'

/** Tables as the services of the original use them; its two of the gateway are nobody else's. */
export const originalSchema = `
  create table companies (id uuid primary key default gen_random_uuid(), name text unique, email text,
    created_at timestamptz default now(), updated_at timestamptz default now(), is_active boolean default true);
  create table users (id uuid primary key default gen_random_uuid(), company_id uuid references companies (id),
    email text unique, hashed_password text, full_name text, roles text[], created_at timestamptz default now(),
    last_login timestamptz, is_active boolean default true);
  create table documents (
    id uuid primary key, company_id uuid not null, file_name varchar(512) not null, file_type varchar(100) not null,
    file_path varchar(1024), metadata jsonb, status varchar(50) not null, chunk_count int default 0,
    error_message text, uploaded_at timestamptz default (now() at time zone 'utc'),
    updated_at timestamptz default (now() at time zone 'utc'));
  create index idx_documents_company_id on documents (company_id);
  create table document_chunks (
    id uuid primary key default gen_random_uuid(),
    document_id uuid not null constraint fk_document_chunks_document references documents (id) on delete cascade,
    company_id uuid not null, chunk_index int not null, content text not null, metadata jsonb,
    embedding_id varchar(255), created_at timestamptz default timezone('utc', now()),
    vector_status varchar(50) default 'pending',
    constraint uq_document_chunk_index unique (document_id, chunk_index));
  create index idx_document_chunks_document_id on document_chunks (document_id);
  create index idx_document_chunks_company_id on document_chunks (company_id);
  create table chats (id uuid primary key, user_id uuid, company_id uuid, title text, created_at timestamptz,
    updated_at timestamptz);
  create table messages (id uuid primary key, chat_id uuid references chats (id), role text, content text, sources jsonb,
    created_at timestamptz);
  create table query_logs (id uuid primary key, user_id uuid, company_id uuid, query text, response text, metadata jsonb,
    chat_id uuid references chats (id), created_at timestamptz);
`

/** Processed documents of ten companies with some chunks each, a document in fifty left in the middle, and chats. */
export async function fillOriginal(client: Client, documents: number, chunksEach: number): Promise<void> {
  await client.query(
    `insert into documents (id, company_id, file_name, file_type, file_path, metadata, status, chunk_count, updated_at)
     select md5('document ' || n)::uuid, md5('company ' || n % 10)::uuid, 'informe ' || n || '.pdf', 'application/pdf',
       md5('company ' || n % 10)::uuid || '/' || md5('document ' || n)::uuid || '/informe ' || n || '.pdf', '{"origen": "antes"}',
       case n % 200 when 0 then 'pending' when 50 then 'uploaded' when 100 then 'processing' when 150 then 'error' else 'processed' end,
       case when n % 50 = 0 then 0 else $2::int end, case when n % 400 = 0 then null else now() - n * interval '1 minute' end
     from generate_series(1, $1::int) as n`,
    [documents, chunksEach],
  )
  await client.query(
    `insert into document_chunks (document_id, company_id, chunk_index, content, metadata, embedding_id, vector_status)
     select id, company_id, i, 'El apartado ' || i || ' de ' || file_name || ' trata de la garantía y del plazo de entrega.',
       jsonb_build_object('page', i + 1, 'title', file_name, 'tokens', 14, 'content_hash', md5(i::text)), id || '_' || i, 'created'
     from documents, generate_series(0, $1::int - 1) as i where status = 'processed'`,
    [chunksEach],
  )
  await client.query(`
    insert into chats select md5('chat ' || n)::uuid, md5('user ' || n % 30)::uuid, md5('company ' || n % 10)::uuid, 'Chat', now(), now()
      from generate_series(1, 300) as n;
    insert into messages select gen_random_uuid(), id, 'user', '¿Y la garantía?', null, now() from chats;
    insert into query_logs select gen_random_uuid(), user_id, company_id, 'q', 'r', '{}', id, now() from chats;
  `)
}

/** What identifies every row as it is stored: a rewritten row, also one of the same values, has another place. */
export async function fingerprints(client: Client, others: readonly string[] = []): Promise<Record<string, string>> {
  const tables = ['documents', 'document_chunks', 'chats', 'messages', 'query_logs']
  const found: Record<string, string> = {}
  for (const table of tables) {
    const columns = await client.query<{ list: string }>(
      `select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as list from information_schema.columns
       where table_name = $1 and table_schema = 'public' and column_name = any($2)`,
      [table, originalColumns],
    )
    const { rows } = await client.query<{ rows: string; digest: string }>(
      `select count(*) as rows, md5(string_agg(md5(row(ctid, xmin, ${columns.rows[0]?.list ?? ''})::text), '' order by id)) as digest
       from ${table} where id <> all($1::uuid[])`,
      [others],
    )
    found[table] = `${rows[0]?.rows} rows ${rows[0]?.digest}`
  }
  return found
}

const originalColumns = `
  id company_id file_name file_type file_path metadata status chunk_count error_message uploaded_at updated_at document_id
  chunk_index content embedding_id created_at vector_status user_id title chat_id role sources query response
`
  .trim()
  .split(/\s+/)

/** One upload, its processing, a question and a removal, in the statements of the original's services. */
export async function originalAtWork(client: Client, company: string): Promise<void> {
  const [document, chat] = [randomUUID(), randomUUID()]
  await client.query(`select id, status from documents where file_name = $1 and company_id = $2`, [
    'nuevo.pdf',
    company,
  ])
  await client.query(
    `insert into documents (id, company_id, file_name, file_type, file_path, metadata, status, chunk_count, error_message, uploaded_at, updated_at)
     values ($1, $2, 'nuevo.pdf', 'application/pdf', $3, '{}', 'pending', 0, null, now() at time zone 'utc', now() at time zone 'utc')`,
    [document, company, `${company}/${document}/nuevo.pdf`],
  )
  await client.query(
    `update documents set status = 'processing', updated_at = now() at time zone 'utc' where id = $1`,
    [document],
  )
  await client.query('begin')
  await client.query(
    `insert into document_chunks (id, document_id, company_id, chunk_index, content, metadata, embedding_id, vector_status)
     values (gen_random_uuid(), $1::uuid, $2, 0, 'texto', '{}', $1::text || '_0', 'created')
     on conflict (document_id, chunk_index) do nothing`,
    [document, company],
  )
  await client.query(`update documents set status = 'processed', chunk_count = 1 where id = $1`, [document])
  await client.query('commit')
  await client.query(
    `insert into chats (id, user_id, company_id, title, created_at, updated_at) values ($1, $1, $2, 'c', now(), now())`,
    [chat, company],
  )
  await client.query(
    `insert into messages (id, chat_id, role, content, sources, created_at) values (gen_random_uuid(), $1, 'user', 'q', null, now())`,
    [chat],
  )
  await client.query(
    `insert into query_logs (id, user_id, company_id, query, response, metadata, chat_id, created_at) values (gen_random_uuid(), $1, $2, 'q', 'r', '{}', $1, now())`,
    [chat, company],
  )
  await client.query(`delete from messages where chat_id = $1`, [chat])
  await client.query(`delete from query_logs where chat_id = $1`, [chat])
  await client.query(`delete from chats where id = $1`, [chat])
  await client.query(`delete from documents where id = $1 and company_id = $2`, [document, company])
}
