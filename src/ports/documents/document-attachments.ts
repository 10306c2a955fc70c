import type { DocumentScope } from '../../domain/document.ts'
import type { DocumentId } from '../../domain/ids.ts'

/** A mail, and the place of a file in it (`AttachedFile.part`). */
export interface MailPart {
  readonly mailId: DocumentId
  readonly part: string
}

/** A part of a mail that was taken in. */
export interface TakenPart {
  readonly part: string
  readonly documentId: DocumentId
  /** That document is there, and came by itself or with another mail. */
  readonly isElsewhere: boolean
}

/**
 * Which files of a mail became documents. A part that came as a new document is written down by `confirmUpload`.
 * @throws AppError `database_unavailable` (retryable).
 */
export interface DocumentAttachments {
  /** All parts that were taken in, also those whose documents were deleted since. */
  takenParts(mail: DocumentScope): Promise<readonly TakenPart[]>
  /** Mails in mails in which a document came; 0 for what was uploaded. */
  generation(document: DocumentScope): Promise<number>
  /** Writes down that a part is a document that was there already. Nothing when one of the two is gone. */
  linkPart(document: DocumentScope, from: MailPart): Promise<void>
}
