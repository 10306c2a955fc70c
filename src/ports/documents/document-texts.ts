import type { ExtractedText } from '../../domain/extracted.ts'
import type { CompanyId, DocumentId } from '../../domain/ids.ts'
import type { Run } from './document-runs.ts'

/**
 * What an attempt keeps for the next one, so that it need not start over. A run that no longer owns its document keeps
 * nothing, and is told so by `advance`.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentTexts {
  saveText(run: Run, extracted: ExtractedText): Promise<void>
  /** Null also for a text that an earlier version of the rules has read: its original is read again. */
  loadText(companyId: CompanyId, documentId: DocumentId): Promise<ExtractedText | null>
  /** What OCR read on one page, null for nothing; kept until the text of the document is. */
  saveScan(run: Run, page: number, scan: ExtractedText | null): Promise<void>
  loadScans(companyId: CompanyId, documentId: DocumentId): Promise<ReadonlyMap<number, ExtractedText | null>>
  /** Embeddings of an unfinished attempt by hash of text and fingerprint. */
  saveEmbeddings(
    run: Run,
    rows: readonly { readonly textHash: string; readonly embedding: Float32Array }[],
  ): Promise<void>
  loadEmbeddings(companyId: CompanyId, documentId: DocumentId): Promise<ReadonlyMap<string, Float32Array>>
}
