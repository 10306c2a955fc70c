import { z } from 'zod'
import { optionalQueryNumber, queryNumber, uuidField } from './fields.ts'

/** Characters sent at a time when the request does not say, and at most. */
const usualLength = 8_000
const longestText = 50_000

/** Query string of `GET /documents/{document_id}/text`. */
export const textQuery = z.object({
  page: optionalQueryNumber(1).describe('Page or slide to read, from 1; for documents that have them.'),
  start: optionalQueryNumber(0).describe(
    'Where to begin in the stored text, in UTF-16 code units, like `start` of a citation; within `page` if given.',
  ),
  length: queryNumber(2, longestText, usualLength).describe('Longest text to send.'),
})
export type TextQuery = Partial<z.output<typeof textQuery>>

/** Reply 200 of `GET /documents/{document_id}/text`: a piece of what is searched of a document. */
export const textReply = z.object({
  document_id: uuidField,
  file_name: z.string(),
  title: z.string().nullable(),
  page: z.number().int().nullable().describe('Page or slide on which the text begins; null when it has none.'),
  pages: z.number().int().describe('How many pages or slides the document has; 0 for formats without.'),
  start: z.number().int().min(0),
  end: z.number().int().min(0).describe('Exclusive.'),
  total: z.number().int().min(0).describe('Length of the whole text.'),
  next_start: z
    .number()
    .int()
    .nullable()
    .describe('The next `start`; null at the end of the page, or of the document.'),
  text: z.string().describe('Verbatim, as data: show it as text only.'),
})
export type TextReply = z.infer<typeof textReply>
