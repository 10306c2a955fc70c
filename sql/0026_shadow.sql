-- A share of questions also goes to the side of a move that does not answer; what came of it, added up. Null: never asked for.
alter table moves add column if not exists shadow_share real not null default 0 check (shadow_share between 0 and 1);

create table move_shadows (
  move_id uuid primary key references moves (id),
  compared bigint not null default 0,
  failed bigint not null default 0,
  -- sums over what was compared; milliseconds of the search on the side that answers, and on the other
  overlap double precision not null default 0,
  rank_order double precision not null default 0,
  answering_ms double precision not null default 0,
  other_ms double precision not null default 0
);
