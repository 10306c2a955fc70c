-- What is told of a document, an entry for each change, written by the database in the transaction that makes the change, whoever
-- makes it: also an earlier version, and the services of the original. Kept for a day.
create table document_events (
  -- grows, within a company, in the order of the commits: whoever has seen an entry has missed none before it
  seq bigint generated always as identity primary key,
  company_id uuid not null,
  document_id uuid not null,
  -- the company's entry before this one, also when it is not kept any more; 0: there was none
  prior bigint not null,
  at timestamptz not null default clock_timestamp(),
  -- from here on null when the document is deleted
  status text,
  stage text,
  stage_done int,
  stage_total int,
  attempts int,
  chunk_count int,
  error_code text,
  reprocessing boolean
);
create index document_events_company on document_events (company_id, seq);

-- Runs at the commit, so that the company's lock, which orders the numbers, is held for no longer than that. With the rights of its
-- owner: whoever may change documents need not know of this table.
create or replace function atenex_tell_document() returns trigger
  language plpgsql security definer set search_path from current
  as $$
    declare
      told record;
      gone boolean;
    begin
      if tg_op = 'DELETE' then
        told := old;
        gone := true;
      else
        told := new;
        gone := new.deleted_at is not null;
      end if;
      perform pg_advisory_xact_lock(hashtextextended('atenex:events:' || told.company_id, 0));
      insert into document_events (company_id, document_id, prior, status, stage, stage_done, stage_total, attempts, chunk_count,
        error_code, reprocessing)
      select told.company_id, told.id,
        coalesce((select max(seq) from document_events where company_id = told.company_id), 0),
        case when not gone then told.status end,
        case when not gone then told.stage end,
        case when not gone then told.stage_done end,
        case when not gone then told.stage_total end,
        case when not gone then told.attempts end,
        case when not gone then coalesce(told.chunk_count, 0) end,
        case when not gone then told.error_code end,
        case when not gone then told.status = 'processed' and told.reprocess_at is not null end;
      return null;
    end
  $$;

-- They wait for the commit: a later file that first changes rows of `documents` and then its columns must say
-- `set constraints all immediate` in between.
create constraint trigger atenex_document_added after insert on documents
  deferrable initially deferred for each row execute function atenex_tell_document();
create constraint trigger atenex_document_changed after update on documents
  deferrable initially deferred for each row
  when (old.deleted_at is null and (old.status, old.stage, old.stage_done, old.stage_total, old.attempts, old.chunk_count,
    old.error_code, old.reprocess_at is null, old.deleted_at) is distinct from (new.status, new.stage, new.stage_done,
    new.stage_total, new.attempts, new.chunk_count, new.error_code, new.reprocess_at is null, new.deleted_at))
  execute function atenex_tell_document();
create constraint trigger atenex_document_removed after delete on documents
  deferrable initially deferred for each row when (old.deleted_at is null) execute function atenex_tell_document();
