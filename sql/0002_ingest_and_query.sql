-- What Atenex adds. Additive only, so that services of the original can still run beside it.

alter table documents
  add column if not exists size_bytes bigint,
  add column if not exists content_hash text,
  add column if not exists stage text not null default 'waiting',
  add column if not exists stage_done int not null default 0,
  add column if not exists stage_total int not null default 0,
  add column if not exists attempts int not null default 0,
  add column if not exists error_code text,
  add column if not exists warnings jsonb not null default '[]',
  -- a run is one attempt of one worker; only the current run may write
  add column if not exists run_id uuid,
  add column if not exists deleted_at timestamptz;

create index if not exists documents_company_updated on documents (company_id, updated_at desc) where deleted_at is null;
-- rows of the original have no hash and may hold twins: these rules bind only what Atenex wrote
create unique index if not exists documents_company_hash on documents (company_id, content_hash)
  where deleted_at is null and content_hash is not null;
create unique index if not exists documents_company_file_name on documents (company_id, file_name)
  where deleted_at is null and content_hash is not null;
create index if not exists documents_unfinished on documents (updated_at)
  where deleted_at is not null or status in ('pending', 'uploaded', 'processing');

alter table document_chunks
  add column if not exists char_start int,
  add column if not exists char_end int,
  add column if not exists heading_path jsonb not null default '[]';
create index if not exists document_chunks_company on document_chunks (company_id, document_id);
create index if not exists document_chunks_embedding_id on document_chunks (embedding_id);

-- the extracted text: chunk and citation offsets point into it, and a later attempt need not extract again
create table document_texts (
  document_id uuid primary key references documents (id) on delete cascade,
  company_id uuid not null,
  content text not null,
  -- {blocks, pages, pagesApproximate, title, warnings}; positions are UTF-16 code units
  layout jsonb not null,
  created_at timestamptz not null default now()
);

-- embeddings of an unfinished attempt; gone when the document is processed
create table pending_embeddings (
  document_id uuid not null references documents (id) on delete cascade,
  company_id uuid not null,
  -- SHA-256 of the embedded text and of the embedder's fingerprint
  text_hash text not null,
  embedding bytea not null,
  primary key (document_id, text_hash)
);

-- every collection Atenex knows, with the fingerprint of the embedder that filled it; exactly one is active
create table collections (
  id uuid primary key default gen_random_uuid(),
  store text not null check (store in ('embedded', 'milvus', 'zilliz')),
  name text not null,
  fingerprint jsonb not null,
  active boolean not null default false,
  created_at timestamptz not null default now(),
  unique (store, name)
);
create unique index collections_one_active on collections (active) where active;

create index if not exists chats_company_user on chats (company_id, user_id, updated_at desc);
create index if not exists messages_chat on messages (chat_id, created_at);
create index if not exists query_logs_chat on query_logs (chat_id);
