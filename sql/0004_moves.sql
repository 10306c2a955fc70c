-- Which server holds a collection, as `storeAddress` writes it. Null: the one the settings lead to, as before there were moves.
alter table collections add column if not exists address text;
-- the same name may stand on two servers
alter table collections drop constraint if exists collections_store_name_key;
create unique index if not exists collections_place on collections (store, name, address) nulls not distinct;

-- Every change of what vectors a document must have, written in the transaction that makes it. `seq` grows in the order of
-- the commits, because whoever appends holds a lock until it commits: a cursor that has passed an entry has missed none.
create table document_changes (
  seq bigint generated always as identity primary key,
  company_id uuid not null,
  document_id uuid not null,
  -- the collection that has the vectors already; null: none, the document must have no vectors anywhere
  collection_id uuid,
  at timestamptz not null default now()
);

-- A move of all vectors from one collection to another. Until it is finished both get every change.
create table moves (
  id uuid primary key default gen_random_uuid(),
  from_id uuid not null references collections (id),
  to_id uuid not null references collections (id),
  state text not null check (state in ('copying', 'copied', 'verifying', 'verified', 'cut_over', 'finished', 'abandoned')),
  started_by text not null,
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- how far the changes were carried to each side
  from_seq bigint not null,
  to_seq bigint not null,
  -- the last document the copy or the verification has done, newest first; null: none yet
  at_time timestamptz,
  at_id uuid,
  documents_total int not null default 0,
  documents_done int not null default 0,
  rows_done bigint not null default 0,
  -- {checked, rows, repaired, differences: [{companyId, documentId, what}], more} of the last verification
  verification jsonb,
  -- why nothing goes on at the moment; null while it does
  trouble text
);
create unique index moves_one_open on moves ((true)) where state not in ('finished', 'abandoned');

-- newest documents first, for copy and verification
create index if not exists documents_processed_newest on documents (coalesce(uploaded_at, '-infinity'::timestamptz) desc, id desc)
  where status = 'processed' and deleted_at is null;
