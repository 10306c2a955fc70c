-- what OCR read on single pages of a document that is still being read; gone when its text is stored
create table document_scans (
  document_id uuid not null references documents (id) on delete cascade,
  company_id uuid not null,
  -- from 1
  page int not null,
  -- null: nothing could be read on the page
  content text,
  layout jsonb,
  primary key (document_id, page)
);
