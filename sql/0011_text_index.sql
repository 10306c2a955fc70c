-- Analysed terms of every chunk: questions are answered from them when the vector store holds no terms, or is away. They go
-- with their chunk, whoever deletes it.
create table if not exists chunk_terms (
  chunk_id uuid primary key references document_chunks (id) on delete cascade,
  company_id uuid not null,
  document_id uuid not null,
  chunk_index int not null,
  -- joined by one space, each as often as it stands in the chunk
  terms text not null
);

-- One key for each term of a company: what is rare there is found at once, however often others have it. It is dear, so that
-- nobody works it out for every row instead of asking the index, which is why there is no other one over the company either.
create or replace function atenex_term_keys(company uuid, terms text) returns bigint[]
  language sql immutable strict parallel safe cost 5000
  as $$
    select array_agg(hashtextextended(term, seed))
    from unnest(string_to_array(terms, ' ')) as term, uuid_hash_extended(company, 0) as seed
  $$;
-- what was just written is looked through one by one, so that is kept small (kB)
create index if not exists chunk_terms_keys on chunk_terms using gin (atenex_term_keys(company_id, terms))
  with (gin_pending_list_limit = 1024);

-- The change whose terms are in the text index: another one than `seq`, or none, and they are still to be written. Versions
-- before do not know it, so what they write is indexed by the next house-keeping of a newer one.
alter table document_words add column if not exists indexed_seq bigint;
