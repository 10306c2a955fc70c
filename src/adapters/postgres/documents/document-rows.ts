import type { Selectable } from 'kysely'
import type { Document, DocumentStatus, Stage } from '../../../domain/document.ts'
import type { ErrorCode } from '../../../domain/errors.ts'
import type { CompanyId, DocumentId } from '../../../domain/ids.ts'
import type { DocumentsTable } from '../tables.ts'
import { fromStoredWarnings } from './stored-warnings.ts'

export type DocumentRow = Selectable<DocumentsTable>

const longAgo = new Date(0)

/** Row → document. Ids and enumerations were checked when they were written, by us or by the original. */
export function toDocument(row: DocumentRow): Document {
  return {
    id: row.id as DocumentId,
    companyId: row.company_id as CompanyId,
    fileName: row.file_name,
    fileType: row.file_type,
    objectKey: row.file_path,
    sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
    contentHash: row.content_hash,
    metadata: row.metadata,
    parentId: row.parent_document_id as DocumentId | null,
    status: row.status as DocumentStatus,
    progress: { stage: row.stage as Stage, done: row.stage_done, total: row.stage_total },
    attempts: row.attempts,
    chunkCount: row.chunk_count ?? 0,
    errorCode: row.error_code as ErrorCode | null,
    errorMessage: row.error_message,
    warnings: fromStoredWarnings(row),
    textVersion: row.text_version,
    isReprocessed: row.status === 'processed' && row.reprocess_at !== null,
    // rows of the original may lack either
    uploadedAt: row.uploaded_at ?? row.updated_at ?? longAgo,
    updatedAt: row.updated_at ?? row.uploaded_at ?? longAgo,
    deletedAt: row.deleted_at,
  }
}
