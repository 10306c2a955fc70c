-- What companies have a vector store over the network do, by day: the cost meter. An estimate: requests, not a bill.
create table vector_store_use (
  -- all zeros: of no company
  company_id uuid not null,
  -- of UTC
  day date not null,
  store text not null check (store in ('milvus', 'zilliz')),
  operation text not null check (operation in ('upsert', 'delete', 'search', 'query')),
  calls bigint not null,
  stored_rows bigint not null,
  sent_bytes bigint not null,
  received_bytes bigint not null,
  -- by the table of prices that was known when it was counted
  vcu double precision not null,
  primary key (company_id, day, store, operation)
);
create index vector_store_use_day on vector_store_use (day);

-- the most one process sent within ten seconds, a second of them
create table vector_store_peaks (
  day date not null,
  store text not null,
  operation text not null,
  bytes_a_second double precision not null,
  primary key (day, store, operation)
);

-- the last batch of each process, so that one that is sent twice counts once
create table vector_store_meters (
  writer uuid primary key,
  batch int not null,
  at timestamptz not null default now()
);
