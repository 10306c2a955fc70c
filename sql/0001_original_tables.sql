-- Tables of the original Atenex, as its services use them. `if not exists`: an installation of the original keeps its rows.
-- Features of PostgreSQL 15 and 16 only. Files in this folder are never edited after a release.

create table if not exists documents (
  id uuid primary key,
  company_id uuid not null,
  file_name varchar(512) not null,
  file_type varchar(100) not null,
  file_path varchar(1024),
  metadata jsonb,
  status varchar(50) not null,
  chunk_count int default 0,
  error_message text,
  uploaded_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table if not exists document_chunks (
  id uuid primary key default gen_random_uuid(),
  document_id uuid not null constraint fk_document_chunks_document references documents (id) on delete cascade,
  company_id uuid not null,
  chunk_index int not null,
  content text not null,
  metadata jsonb,
  embedding_id varchar(255),
  created_at timestamptz default now(),
  vector_status varchar(50) default 'pending',
  constraint uq_document_chunk_index unique (document_id, chunk_index)
);

create table if not exists chats (
  id uuid primary key,
  user_id uuid,
  company_id uuid,
  title text,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table if not exists messages (
  id uuid primary key,
  chat_id uuid references chats (id),
  role text,
  content text,
  sources jsonb,
  created_at timestamptz default now()
);

create table if not exists query_logs (
  id uuid primary key,
  user_id uuid,
  company_id uuid,
  query text,
  response text,
  metadata jsonb,
  chat_id uuid,
  created_at timestamptz default now()
);
