-- Companies whose changes were all trimmed: rows of theirs in a vector store are ours all the same.
create table companies_seen (
  company_id uuid primary key
);
insert into companies_seen select distinct company_id from documents on conflict do nothing;
insert into companies_seen select distinct company_id from document_changes on conflict do nothing;
