-- Companies that the open move has let another collection answer than the active one; they are read and written there.
create table company_collections (
  company_id uuid primary key,
  move_id uuid not null references moves (id),
  collection_id uuid not null references collections (id),
  since timestamptz not null default now()
);
