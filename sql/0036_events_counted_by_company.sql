-- Events are counted by company: one count for all of them told each how much the others do. A company goes on behind its last event,
-- which is never cleared away, so that ids its clients hold stay what they were.
alter table document_events drop constraint document_events_pkey;
drop index document_events_company;
alter table document_events add primary key (company_id, seq);
alter table document_events alter column seq drop identity;

create or replace function atenex_tell_document() returns trigger
  language plpgsql security definer set search_path from current
  as $$
    declare
      told record;
      gone boolean;
      last bigint;
    begin
      if tg_op = 'DELETE' then
        told := old;
        gone := true;
      else
        told := new;
        gone := new.deleted_at is not null;
      end if;
      perform pg_advisory_xact_lock(hashtextextended('atenex:events:' || told.company_id, 0));
      select coalesce(max(seq), 0) into last from document_events where company_id = told.company_id;
      insert into document_events (company_id, document_id, seq, prior, status, stage, stage_done, stage_total, attempts, chunk_count,
        error_code, reprocessing)
      select told.company_id, told.id, last + 1, last,
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
