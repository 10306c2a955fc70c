import type { AcceptedReply } from '../contract/documents.ts'

/** A document has one job of a kind at most, under the document's id. */
export function accepted(documentId: string, status: 'uploaded' | 'processing', message: string): AcceptedReply {
  return { document_id: documentId, task_id: documentId, status, message }
}
