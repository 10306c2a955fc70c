-- Who stores the original of a `pending` document; null in rows of the version before, which goes on running beside this one.
alter table documents add column if not exists upload_token uuid;

-- a name is looked for among all documents of a company, also those that came from the original and have no hash
create index if not exists documents_company_name on documents (company_id, file_name) where deleted_at is null;
-- house-keeping goes through everything unfinished, page by page
create index if not exists documents_unfinished_id on documents (id)
  where deleted_at is not null or status in ('pending', 'uploaded', 'processing');

-- the last turn each company got in a queue, so that companies take turns
create table if not exists job_turns (
  queue text not null,
  company_id uuid not null,
  turn int not null,
  primary key (queue, company_id)
);
