import type { CompanyId, DocumentId } from './ids.ts'
import type { ErrorCode } from './errors.ts'
import type { DocumentWarning } from './warnings/warning.ts'

/** Wire values of the original; clients know these five and no other. */
export const documentStatuses = ['pending', 'uploaded', 'processing', 'processed', 'error'] as const
export type DocumentStatus = (typeof documentStatuses)[number]

export const stages = ['waiting', 'extract', 'chunk', 'embed', 'index', 'commit', 'done'] as const
export type Stage = (typeof stages)[number]

/** Which document is meant: no call on a document goes without its company. */
export interface DocumentScope {
  readonly companyId: CompanyId
  readonly documentId: DocumentId
}

/** How far the current or last attempt came. `total` is 0 while unknown. */
export interface Progress {
  readonly stage: Stage
  readonly done: number
  readonly total: number
}

export interface Document {
  readonly id: DocumentId
  readonly companyId: CompanyId
  readonly fileName: string
  readonly fileType: string
  /** Key of the original in the object store; null only in rows the original system left behind. */
  readonly objectKey: string | null
  readonly sizeBytes: number | null
  /** SHA-256 of the original, hexadecimal; null in rows the original system left behind. */
  readonly contentHash: string | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  /** The mail it came with and goes with; null when it was uploaded. */
  readonly parentId: DocumentId | null
  readonly status: DocumentStatus
  readonly progress: Progress
  readonly attempts: number
  readonly chunkCount: number
  readonly errorCode: ErrorCode | null
  readonly errorMessage: string | null
  readonly warnings: readonly DocumentWarning[]
  /** Version of the rules that read the text it is answered from; null: not known. */
  readonly textVersion: number | null
  /** It is processed and to be read again: answered from what it has until then. */
  readonly isReprocessed: boolean
  readonly uploadedAt: Date
  readonly updatedAt: Date
  /** Set when someone deleted the document: hidden everywhere from then on, rows go last. */
  readonly deletedAt: Date | null
}
