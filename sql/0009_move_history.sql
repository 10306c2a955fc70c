-- What happened to a move, each entry written in the transaction that made it so.
create table move_events (
  id bigint generated always as identity primary key,
  move_id uuid not null references moves (id),
  at timestamptz not null default clock_timestamp(),
  who text not null,
  -- began, entered, trouble, dropped or drop_failed
  what text not null,
  details jsonb not null
);
create index move_events_of_move on move_events (move_id, id);

-- the collection that was given up was deleted, as asked for
alter table moves add column if not exists dropped_at timestamptz;

-- The one key that signs reports: PKCS #8 in PEM, made when the first report is asked for.
create table report_key (
  only_one boolean primary key default true check (only_one),
  private_key text not null,
  created_at timestamptz not null default now()
);
