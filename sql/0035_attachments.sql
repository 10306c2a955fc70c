-- Files that came with a mail are documents of their own. `parent_document_id` is the mail a document came with and goes with, and
-- `parent_part` its place among what the mail holds: null for everything that was uploaded.
alter table documents
  add column if not exists parent_document_id uuid,
  add column if not exists parent_part text;
create index if not exists documents_parent on documents (company_id, parent_document_id)
  where parent_document_id is not null;

-- Which parts of a mail were taken in, and as which document, also one that was there before or came with another mail. Stays when
-- that document is deleted: a mail that is read again neither doubles it nor brings it back.
create table document_attachments (
  parent_id uuid not null references documents (id) on delete cascade,
  company_id uuid not null,
  part text not null,
  document_id uuid not null,
  primary key (parent_id, part)
);
create index document_attachments_document on document_attachments (company_id, document_id);
