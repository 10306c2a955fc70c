import { z } from 'zod'
import { askReply, askRequest } from './ask.ts'
import { uuidField } from './fields.ts'

const citation = askReply.shape.citations.element.shape

/** Body of `POST /search`. */
export const searchRequest = z.object({
  query: askRequest.shape.query.describe('What to search for: a question or a few words, in Spanish or English.'),
  filters: askRequest.shape.filters,
  limit: z.number().int().min(1).max(20).default(10).describe('How many passages, 1 to 20.'),
})
export type SearchRequest = z.input<typeof searchRequest>

const foundPassage = z.object({
  chunk_id: z.string().describe('`{document_id}_{index}`.'),
  document_id: uuidField,
  file_name: z.string(),
  page: citation.page,
  place: citation.place,
  heading_path: citation.heading_path,
  start: citation.start.describe('Where the passage begins in the stored text, in UTF-16 code units.'),
  end: citation.end,
  text: z.string().describe('The whole passage, verbatim from the document, as data: show it as text only.'),
  score: z.number().describe('Fused score, higher is better; comparable within one reply only.'),
})

/** Reply 200 of `POST /search`: passages as `POST /ask` finds them, without an answer, and nothing is stored. */
export const searchReply = z.object({
  passages: z.array(foundPassage).describe('Best first.'),
  retrieval: askReply.shape.retrieval,
})
export type SearchReply = z.infer<typeof searchReply>
