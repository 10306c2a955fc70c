-- How far the copy, or the verification, of a move is, and what it took: rows, their bytes, and the time that was worked at it.
alter table moves
  add column if not exists phase_rows_total bigint not null default 0,
  add column if not exists phase_rows bigint not null default 0,
  add column if not exists phase_bytes bigint not null default 0,
  add column if not exists phase_ms bigint not null default 0;
