import { z } from 'zod'
import { textReply } from './text.ts'

const { document_id: documentId, file_name: fileName, pages, start, end, text } = textReply.shape

/** Reply 200 of `GET …/documents/{document_id}/pages/{number}`. */
export const pageReply = z.object({
  document_id: documentId,
  file_name: fileName,
  number: z.number().int().min(1),
  pages,
  start,
  end,
  text,
})
export type PageReply = z.infer<typeof pageReply>
