import { z } from 'zod'
import { askReply, askRequest } from '../contract/ask.ts'
import { documentItem } from '../contract/documents.ts'
import { uuidField } from '../contract/fields.ts'
import { documentFilters } from '../contract/filters.ts'
import { searchReply, searchRequest } from '../contract/search.ts'
import { textReply } from '../contract/text.ts'

const note = z.string().describe('How to take the texts of this result.')
const found = searchReply.shape.passages.element.shape
const cited = askReply.shape.citations.element.shape

/** Arguments and results of the tools. Hosts show the descriptions to their model. */
export const searchTool = {
  input: z.object({
    query: searchRequest.shape.query,
    filters: documentFilters.optional(),
    limit: z.number().int().min(1).max(20).default(8).describe('How many passages, 1 to 20.'),
  }),
  output: z.object({
    note,
    degraded: z.boolean().describe('True when a part of the search was missing: more may be there.'),
    passages: z.array(
      z.object({
        document_id: uuidField,
        file_name: z.string(),
        place: found.place,
        heading_path: found.heading_path,
        start: found.start,
        end: found.end,
        score: found.score,
        text: z.string(),
      }),
    ),
  }),
}

export const askTool = {
  input: z.object({
    question: askRequest.shape.query,
    filters: documentFilters.optional(),
    chat_id: z
      .string()
      .max(64)
      .optional()
      .describe('The chat_id of an earlier answer, to ask a follow-up question; left out for a new subject.'),
  }),
  output: z.object({
    note,
    answer: askReply.shape.answer,
    answer_kind: askReply.shape.answer_kind,
    supported: askReply.shape.supported,
    degraded: z.boolean(),
    citations: z.array(
      z.object({
        tag: cited.tag,
        document_id: uuidField,
        file_name: z.string(),
        place: cited.place,
        start: cited.start,
        end: cited.end,
        quote: z.string(),
      }),
    ),
    chat_id: uuidField,
  }),
}

export const listTool = {
  input: z.object({
    limit: z.number().int().min(1).max(100).default(30).describe('How many documents, 1 to 100.'),
    offset: z.number().int().min(0).default(0).describe('How many to leave out from the beginning.'),
  }),
  output: z.object({
    note,
    documents: z.array(
      z.object({
        document_id: uuidField,
        file_name: z.string(),
        file_type: documentItem.shape.file_type,
        status: documentItem.shape.status.describe('Only what is `processed` can be searched and read.'),
        problem: z.string().nullable(),
        uploaded_at: documentItem.shape.uploaded_at,
        size_bytes: documentItem.shape.size_bytes,
      }),
    ),
    next_offset: z.number().int().nullable().describe('`offset` of the next documents; null when these are the last.'),
  }),
}

export const readTool = {
  input: z.object({
    document_id: uuidField.describe('As the other tools name it.'),
    page: z.number().int().min(1).optional().describe('Page or slide to read, from 1.'),
    start: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe('Where to begin: `start` of a passage or citation, or next_start.'),
    length: z.number().int().min(200).max(20_000).default(8_000).describe('Longest text, in characters.'),
  }),
  output: textReply.extend({ note }),
}
