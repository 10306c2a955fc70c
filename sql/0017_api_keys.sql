-- Keys of the HTTP API. The key itself is shown once and kept nowhere.
create table api_keys (
  id uuid primary key default gen_random_uuid(),
  -- null: an operator's, of no company
  company_id uuid,
  -- whom it acts for; null: whoever the caller says
  user_id uuid,
  name text not null,
  -- its first characters, to know it by
  hint text not null,
  -- SHA-256 of 256 random bits: nothing to be guessed, so nothing to be slowed down
  hash bytea not null unique,
  rights text[] not null check (rights <@ array['read', 'write', 'operator'] and cardinality(rights) > 0),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  -- to the minute
  last_used_at timestamptz,
  check (company_id is not null or rights = array['operator'])
);
create index api_keys_company on api_keys (company_id, created_at desc);
