import { z } from 'zod'
import { idField, uuidField } from './fields.ts'
import { documentFilters } from './filters.ts'

/** Longest question in characters. A person does not type more, and embedding cost grows with it. */
const MAX_QUESTION = 10_000

/** Longest `content_preview`, as the original cuts it: 147 characters and `...`. */
export const PREVIEW_LENGTH = 150

/** Body of `POST /ask`. Unknown fields are ignored, as the original does. */
export const askRequest = z.object({
  query: z
    .string()
    .max(MAX_QUESTION)
    .meta({ minLength: 1, pattern: '\\S' })
    // PostgreSQL keeps neither NUL nor half a surrogate pair, and neither means anything in a question
    .transform((text) => text.replaceAll('\0', ' ').toWellFormed())
    .refine((text) => text.trim() !== '', 'The question is empty.')
    .describe('The question, in Spanish or English.'),
  chat_id: idField
    .nullish()
    .transform((id) => id ?? null)
    .describe('UUID of the chat to continue; null or left out: begins a new one.'),
  retriever_top_k: z
    .number()
    .int()
    .min(1)
    .max(20)
    .nullish()
    .transform((limit) => limit ?? null)
    .describe('How many chunks the answer may draw on, 1 to 20.'),
  filters: documentFilters.nullish().describe('Which documents are searched; left out: all of the company.'),
  stream: z.boolean().nullish().describe('True: the reply is Server-Sent Events, as with `Accept: text/event-stream`.'),
})
export type AskRequest = z.input<typeof askRequest>

/** A passage that an answer may draw on. */
export const retrievedDocument = z.object({
  id: z.string().describe('Id of the chunk: `{document_id}_{index}`.'),
  score: z.number().nullable().describe('Fused score, higher is better; comparable within one reply only.'),
  content_preview: z.string().max(PREVIEW_LENGTH).nullable(),
  content: z.string().nullable().describe('The whole chunk.'),
  metadata: z
    .object({
      company_id: z.string(),
      document_id: z.string(),
      file_name: z.string().nullable(),
      page: z.number().int().nullable(),
      title: z.string().nullable(),
    })
    .nullable(),
  document_id: z.string().nullable(),
  file_name: z.string().nullable(),
  cita_tag: z.string().nullable().describe('`[Doc N]`, as it stands in the answer.'),
  also_in: z
    .array(z.object({ document_id: z.string(), file_name: z.string(), page: z.number().int().nullable() }))
    .describe('Other documents that say the same, or are older versions of it; they are not listed themselves.'),
  weak: z.boolean().describe('True when nothing answers the question: this is only the nearest thing there is.'),
})

/** Where in its document a quote stands, in the words of the format. */
const place = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('page'),
    number: z.number().int().min(1),
    ocr: z.literal(true).optional().describe('Its text was read by OCR and may be wrong.'),
  }),
  z.object({ kind: z.literal('slide'), number: z.number().int().min(1) }),
  z.object({
    kind: z.literal('sheet'),
    name: z.string(),
    first_row: z.number().int().min(1),
    last_row: z.number().int().min(1),
  }),
  z.object({ kind: z.literal('heading'), path: z.array(z.string()).min(1).describe('Outermost first.') }),
])
export type PlaceItem = z.infer<typeof place>

/** Where a statement of the answer comes from. */
const citation = z.object({
  tag: z.string().describe('`[Doc N]`, as it stands in the answer.'),
  chunk_id: z.string(),
  document_id: uuidField,
  file_name: z.string(),
  page: z.number().int().nullable().describe('Page or slide, from 1; null when the format has neither.'),
  place: place.nullable().describe('Where the quote begins; null when nothing in the document names its place.'),
  heading_path: z.array(z.string()).describe('Headings above the quote, outermost first.'),
  start: z.number().int().min(0).describe('Where the quote begins in the stored text, in UTF-16 code units.'),
  end: z.number().int().min(0).describe('Where it ends, exclusive.'),
  quote: z
    .string()
    .describe(
      'Verbatim from the document, as data: show it as text only. Where there is a lead, the lead, a line break, then the text from start to end.',
    ),
  lead: z
    .object({ start: z.number().int().min(0), end: z.number().int().min(0), text: z.string() })
    .nullable()
    .describe(
      'A line from further up that the quote needs to be understood, such as the column names of a table; null when there is none, or when it is directly above, as part of the quote.',
    ),
  surroundings: z
    .object({ start: z.number().int().min(0), end: z.number().int().min(0), text: z.string() })
    .describe(
      'The quote with the text around it, verbatim and in one piece. The whole chunk is in retrieved_documents.',
    ),
  score: z.number(),
})
export type CitationItem = z.infer<typeof citation>

/** A sentence of a language model. */
const claim = z.object({
  text: z.string().describe('As it stands in the answer.'),
  tags: z.array(z.string()).describe('What it cites.'),
  supported: z.boolean().describe('Whether its numbers, dates, names and codes are in the passages it cites.'),
  missing: z.array(z.string()).describe('Those that are not; also empty when it cites nothing.'),
})

const retrieval = z.object({
  mode: z.enum(['hybrid', 'dense', 'sparse', 'none']).describe('Which legs found the chunks.'),
  degraded: z.boolean().describe('True when a part of the search or a model was missing that is normally there.'),
  reasons: z.array(z.string()).describe('Why it was degraded.'),
})

/** Reply 200 of `POST /ask`. */
export const askReply = z.object({
  answer: z
    .string()
    .describe(
      'Plain text with references `[Doc N]`, which may use light Markdown and contains nothing active. Never render it as raw HTML: docs/answers.md.',
    ),
  answer_kind: z
    .enum(['extractive', 'model', 'nothing_found', 'greeting'])
    .describe(
      'Sentences taken verbatim from documents, text written by a language model, nothing relevant found, or small talk.',
    ),
  supported: z
    .boolean()
    .nullable()
    .describe(
      'Whether passages support the answer: false when a language model cites none or says what is not there (see claims), null when nothing is stated.',
    ),
  evidence: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe(
      'How strongly what was found supports an answer; there is one from .5 on; later in a chat, a language model is also asked below that. Null for a greeting.',
    ),
  language: z.enum(['es', 'en']).describe('Detected language of the question.'),
  rewritten_question: z
    .string()
    .nullable()
    .describe(
      'The completed question that was searched for, when the question depends on earlier ones of its chat; null otherwise.',
    ),
  retrieved_documents: z.array(retrievedDocument).describe('Chunks the answer could draw on, best first.'),
  citations: z.array(citation).describe('In the order of the answer.'),
  claims: z
    .array(claim)
    .describe('The sentences of a language model, each checked against what it cites; empty for quoted answers.'),
  retrieval,
  query_log_id: uuidField.nullable(),
  chat_id: uuidField,
})
export type AskReply = z.infer<typeof askReply>
