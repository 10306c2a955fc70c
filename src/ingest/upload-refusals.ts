import type { Document } from '../domain/document.ts'
import { AppError } from '../domain/errors.ts'

export function inProgress(document: Document): AppError {
  return new AppError(
    'upload_in_progress',
    `"${document.fileName}" is being uploaded right now. Send it again in a moment to learn what became of it.`,
    { retryable: true },
  )
}

export function duplicate(document: Document, by: 'content' | 'name'): AppError {
  const [code, what] =
    by === 'content'
      ? (['duplicate_document', 'The same file is already there'] as const)
      : (['name_taken', 'Another document of this name is already there'] as const)
  return new AppError(
    code,
    `${what}: "${document.fileName}" (${document.id}), status ${document.status}. Delete it first to upload it again.`,
    { details: { document_id: document.id } },
  )
}
