-- Companies that the open move has let another collection answer than the active one; they are read and written there.
create table company_collections (
  company_id uuid primary key,
  move_id uuid not null references moves (id),
  collection_id uuid not null references collections (id),
  since timestamptz not null default now()
);

-- A move may be limited to some companies, and take in the others later. Null: all of them.
alter table moves add column if not exists companies uuid[];
-- Those of them that the copy which goes on has not to do again.
alter table moves add column if not exists copied_companies uuid[] not null default '{}';

-- where a document was last written, also while a side lags far behind
create index if not exists document_changes_of_document on document_changes (document_id, seq);
