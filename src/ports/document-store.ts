import type { DocumentAttachments } from './documents/document-attachments.ts'
import type { DocumentFinder } from './documents/document-finder.ts'
import type { DocumentReader } from './documents/document-reader.ts'
import type { DocumentRemoval } from './documents/document-removal.ts'
import type { DocumentReprocessing } from './documents/document-reprocessing.ts'
import type { DocumentRetry } from './documents/document-retry.ts'
import type { DocumentRevival } from './documents/document-revival.ts'
import type { DocumentRuns } from './documents/document-runs.ts'
import type { DocumentStatistics } from './documents/document-statistics.ts'
import type { DocumentSelection } from './documents/document-selection.ts'
import type { DocumentTexts } from './documents/document-texts.ts'
import type { DocumentUploads } from './documents/document-uploads.ts'
import type { DocumentWords } from './documents/document-words.ts'

/**
 * Documents and what belongs to them in PostgreSQL, the truth. For wiring only: a use case names the parts it uses. A job
 * is enqueued inside the transaction that writes its row, so no part has a method that only enqueues a document.
 */
export interface DocumentStore
  extends
    DocumentFinder,
    DocumentStatistics,
    DocumentUploads,
    DocumentAttachments,
    DocumentRetry,
    DocumentReprocessing,
    DocumentRuns,
    DocumentTexts,
    DocumentReader,
    DocumentSelection,
    DocumentWords,
    DocumentRemoval,
    DocumentRevival {}
