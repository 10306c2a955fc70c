import { sql } from 'kysely'
import type { CompanyId } from '../../domain/ids.ts'
import type { RemoteStore, StoreOperation } from '../../domain/store-use.ts'
import type { StorePeak, StoreUseLog, StoreUseOfDay } from '../../ports/store-use-log.ts'
import { guarded, type Database } from './database.ts'

/** Stands for no company, so that the primary key can hold it. */
const noCompany = '00000000-0000-0000-0000-000000000000'

interface Row {
  readonly day: string
  readonly company_id: string
  readonly store: RemoteStore
  readonly operation: StoreOperation
  readonly calls: string
  readonly stored_rows: string
  readonly sent_bytes: string
  readonly received_bytes: string
  readonly vcu: number
}

export function createStoreUseLog(db: Database): StoreUseLog {
  return {
    add: (writer, number, { uses, peaks }) =>
      guarded(async () => {
        // sorted, so that two processes lock the same rows in the same order
        const sorted = uses.map(toRow).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
        await sql`
          with fresh as (
            insert into vector_store_meters as meter (writer, batch) values (${writer}, ${number})
            on conflict (writer) do update set batch = excluded.batch, at = now() where meter.batch < excluded.batch
            returning 1
          ), peak as (
            insert into vector_store_peaks as peak (day, store, operation, bytes_a_second)
            select day, store, operation, "bytesASecond" from jsonb_to_recordset(${JSON.stringify(peaks)}::jsonb)
              as one(day date, store text, operation text, "bytesASecond" float8)
            on conflict (day, store, operation) do update
              set bytes_a_second = greatest(peak.bytes_a_second, excluded.bytes_a_second)
          )
          insert into vector_store_use as used
            (company_id, day, store, operation, calls, stored_rows, sent_bytes, received_bytes, vcu)
          select company_id, day, store, operation, calls, stored_rows, sent_bytes, received_bytes, vcu
          from jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb) as one(company_id uuid, day date, store text, operation text,
            calls bigint, stored_rows bigint, sent_bytes bigint, received_bytes bigint, vcu float8)
          where exists (select 1 from fresh)
          on conflict (company_id, day, store, operation) do update set
            calls = used.calls + excluded.calls,
            stored_rows = used.stored_rows + excluded.stored_rows,
            sent_bytes = used.sent_bytes + excluded.sent_bytes,
            received_bytes = used.received_bytes + excluded.received_bytes,
            vcu = used.vcu + excluded.vcu
        `.execute(db)
      }),

    since: (day) =>
      guarded(async () => {
        const { rows } = await sql<Row>`
          select day::text as day, company_id, store, operation, calls, stored_rows, sent_bytes, received_bytes, vcu
          from vector_store_use where day >= ${day}::date order by day, company_id, store, operation
        `.execute(db)
        return rows.map(toUse)
      }),

    sums: (day) =>
      guarded(async () => {
        const { rows } = await sql<Row>`
          select day::text as day, ${noCompany} as company_id, store, operation, sum(calls) as calls,
            sum(stored_rows) as stored_rows, sum(sent_bytes) as sent_bytes, sum(received_bytes) as received_bytes,
            sum(vcu) as vcu
          from vector_store_use where day >= ${day}::date group by day, store, operation order by day, store, operation
        `.execute(db)
        return rows.map(toUse)
      }),

    peaks: (day) =>
      guarded(async () => {
        const { rows } = await sql<StorePeak>`
          select day::text as day, store, operation, bytes_a_second as "bytesASecond"
          from vector_store_peaks where day >= ${day}::date order by day, store, operation
        `.execute(db)
        return rows
      }),

    sizes: () =>
      guarded(async () => {
        const { rows } = await sql<{ company_id: string; chunks: string }>`
          select company_id, sum(chunk_count) as chunks from documents
          where status = 'processed' and deleted_at is null and chunk_count > 0 group by company_id
        `.execute(db)
        return new Map(rows.map((row) => [row.company_id as CompanyId, Number(row.chunks)])) // written from branded ids
      }),

    trim: (day) =>
      guarded(async () => {
        await sql`delete from vector_store_use where day < ${day}::date`.execute(db)
        await sql`delete from vector_store_peaks where day < ${day}::date`.execute(db)
        await sql`delete from vector_store_meters where at < now() - interval '2 days'`.execute(db)
      }),
  }
}

const keyOf = (row: ReturnType<typeof toRow>) => [row.company_id, row.day, row.store, row.operation].join(' ')

function toRow({ companyId, rows, sentBytes, receivedBytes, ...use }: StoreUseOfDay) {
  return {
    ...use,
    company_id: companyId ?? noCompany,
    stored_rows: rows,
    sent_bytes: sentBytes,
    received_bytes: receivedBytes,
  }
}

function toUse(row: Row): StoreUseOfDay {
  return {
    day: row.day,
    // written from branded ids
    companyId: row.company_id === noCompany ? null : (row.company_id as CompanyId),
    store: row.store,
    operation: row.operation,
    calls: Number(row.calls),
    rows: Number(row.stored_rows),
    sentBytes: Number(row.sent_bytes),
    receivedBytes: Number(row.received_bytes),
    vcu: row.vcu,
  }
}
