import { z } from 'zod'
import { queryNumber } from './fields.ts'
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

/** Query string of `GET …/documents/{document_id}/pages/{number}/image`. */
export const pageImageQuery = z.object({
  width: queryNumber(100, 2_400, 1_200).describe(
    'Width in pixels; a very long page is rendered narrower, with 5 million pixels at most.',
  ),
})
