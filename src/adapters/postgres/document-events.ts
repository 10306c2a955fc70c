import { sql } from 'kysely'
import type { DocumentStatus, Stage } from '../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'
import type { DocumentEvent, DocumentEventLog } from '../../ports/document-events.ts'
import { guarded, type Database } from './database.ts'

interface Row {
  readonly seq: string
  readonly document_id: string
  readonly prior: string
  readonly at: Date
  readonly status: string | null
  readonly stage: string
  readonly stage_done: number
  readonly stage_total: number
  readonly attempts: number
  readonly chunk_count: number
  readonly error_code: string | null
  readonly reprocessing: boolean
}

/** Written by triggers of `documents`; nothing else appends to it. */
export function createDocumentEvents(db: Database): DocumentEventLog {
  return {
    heads: (companyIds) =>
      guarded(async () => {
        const { rows } = await sql<{ company_id: CompanyId; head: string | null }>`
          select company_id, (select max(seq) from document_events as event where event.company_id = asked.company_id) as head
          from unnest(${companyIds}::uuid[]) as asked (company_id)
        `.execute(db)
        return new Map(rows.map(({ company_id: companyId, head }) => [companyId, Number(head ?? 0)]))
      }),

    after: (companyId, seq, limit) =>
      guarded(async () => {
        const { rows } = await sql<Row>`
          select seq, document_id, prior, at, status, stage, stage_done, stage_total, attempts, chunk_count, error_code, reprocessing
          from document_events where company_id = ${companyId} and seq > ${String(seq)} order by seq limit ${limit}
        `.execute(db)
        return rows.map((row) => toEvent(companyId, row))
      }),

    trim: (olderThanMs) =>
      guarded(async () => {
        await sql`
          delete from document_events as event
          where at < now() - ${olderThanMs} * interval '1 millisecond' and exists (
            select 1 from document_events as later where later.company_id = event.company_id and later.seq > event.seq
          )
        `.execute(db)
      }),
  }
}

function toEvent(companyId: CompanyId, row: Row): DocumentEvent {
  const { document_id: documentId, at } = row
  const place = { seq: Number(row.seq), prior: Number(row.prior), at, companyId, documentId: documentId as DocumentId }
  if (row.status === null) return { ...place, state: null }
  return {
    ...place,
    state: {
      // rows hold the values of these types
      status: row.status as DocumentStatus,
      progress: { stage: row.stage as Stage, done: row.stage_done, total: row.stage_total },
      attempts: row.attempts,
      chunkCount: row.chunk_count,
      errorCode: row.error_code,
      isReprocessed: row.reprocessing,
    },
  }
}
