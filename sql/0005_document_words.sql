-- How many chunks of a document hold each analysed term: what a company's words weigh must not depend on other companies.
-- `words` is "term count term count …". `seq` grows with every change, so that who keeps the sums sees what is new.
create sequence if not exists document_words_seq;
create table if not exists document_words (
  document_id uuid primary key references documents (id) on delete cascade,
  company_id uuid not null,
  seq bigint not null default nextval('document_words_seq'),
  chunks int not null,
  terms bigint not null,
  words text not null
);
create index if not exists document_words_company on document_words (company_id, seq);
