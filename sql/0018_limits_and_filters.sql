-- How many questions a company may ask: the moment its allowance is full again. One row a company, moved on by each question.
create table question_rates (
  company_id uuid primary key,
  full_at timestamptz not null
);

-- what was sent with an upload (`metadata_json`) narrows a question down to documents
create index if not exists documents_metadata on documents using gin (metadata jsonb_path_ops)
  where metadata is not null and deleted_at is null;
