import { sql } from 'kysely'
import type { DocumentStatus } from '../../domain/document.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'
import type { ReconciledDocuments } from '../../ports/reconciled-documents.ts'
import { guarded, type Database } from './database.ts'

interface Row {
  readonly id: DocumentId
  readonly status: DocumentStatus
  readonly chunk_count: number | null
  readonly stored: number
  readonly file_path: string | null
  readonly unchanged: number
  readonly superseded: boolean
}

export function createReconciledDocuments(db: Database): ReconciledDocuments {
  return {
    companies: () =>
      guarded(async () => {
        const rows = await db.selectFrom('documents').select('company_id').distinct().orderBy('company_id').execute()
        return rows.map((row) => row.company_id as CompanyId) // written from branded ids
      }),

    page: (companyId, after, limit) =>
      guarded(async () => {
        const { rows } = await sql<Row>`
          select id, status, chunk_count, file_path,
            (select count(*)::int from document_chunks where document_id = document.id) as stored,
            extract(epoch from now() - coalesce(updated_at, uploaded_at, 'epoch'))::float8 * 1000 as unchanged,
            status = 'error' and exists (
              select 1 from documents as other where other.company_id = document.company_id
                and other.file_name = document.file_name and other.id <> document.id
                and other.status = 'processed' and other.deleted_at is null
            ) as superseded
          from documents as document
          where company_id = ${companyId} and deleted_at is null and (${after}::uuid is null or id > ${after}::uuid)
          order by id limit ${limit}
        `.execute(db)
        return rows.map((row) => ({
          companyId,
          documentId: row.id,
          status: row.status,
          chunks: { counted: row.chunk_count ?? 0, stored: row.stored },
          objectKey: row.file_path,
          unchangedMs: row.unchanged,
          superseded: row.superseded,
        }))
      }),

    known: (companyId, ids) =>
      guarded(async () => {
        if (ids.length === 0) return new Set()
        const rows = await db
          .selectFrom('documents')
          .select('id')
          .where('company_id', '=', companyId)
          .where('id', 'in', [...ids])
          .execute()
        return new Set(rows.map((row) => row.id as DocumentId)) // selected by these very ids
      }),
  }
}
