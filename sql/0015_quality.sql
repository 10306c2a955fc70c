-- What is worth knowing about a document, as codes with their facts: [{code, facts}]. The same in sentences stays in
-- `warnings`, which versions before this one read; rows they wrote have no codes.
alter table documents add column if not exists warning_facts jsonb;

-- The version of the rules that read the text a document is answered from; null: processed before it was kept here, it
-- stands in `document_texts.layout` then. Set when somebody asks for it: the document is read again by the present rules,
-- and answered from what it has until that is done.
alter table documents
  add column if not exists text_version int,
  add column if not exists reprocess_at timestamptz;
create index if not exists documents_reprocess on documents (id) where reprocess_at is not null and deleted_at is null;

-- the text of a document that is being read again: chunks and citations point into the old one until the new one takes its place
create table document_new_texts (
  document_id uuid primary key references documents (id) on delete cascade,
  company_id uuid not null,
  content text not null,
  layout jsonb not null,
  created_at timestamptz not null default now()
);
