import { z } from 'zod'
import { documentItem } from './documents.ts'
import { queryNumber, timeField, uuidField } from './fields.ts'

/** Longest time a stream stays open, in seconds: who may follow is asked anew then. */
export const longestStreamSeconds = 300

/** Query string of `GET /events`. */
export const documentEventsQuery = z.object({
  last_event_id: z
    .string()
    .max(40)
    .optional()
    .describe('The same as the header `Last-Event-ID`, for a page that was reloaded. The header takes precedence.'),
  seconds: queryNumber(0, longestStreamSeconds, longestStreamSeconds).describe(
    'How long the stream stays open; 0: only what is there already.',
  ),
})

const { status, progress, attempts } = documentItem.shape

/** Data of the events about documents, by their names. Each event has an id. */
export const documentEvents = {
  /** First of all: from here on nothing is missed. */
  ready: z.object({}),
  /** First of all instead: what came behind the id that was sent is not kept any more. Read the list; from here on nothing is missed. */
  reset: z.object({ detail: z.string() }),
  /** A document as it was at that moment; `GET /status/{document_id}` says more. */
  document: z.object({
    document_id: uuidField,
    status,
    progress,
    attempts,
    chunk_count: z.number().int().min(0).describe('Chunks that can be found; 0 unless processed.'),
    error_code: z.string().nullable(),
    reprocessing: z.boolean(),
    at: timeField,
  }),
  deleted: z.object({ document_id: uuidField, at: timeField }),
} as const

export type DocumentEventName = keyof typeof documentEvents
/** One event as a client reads it. */
export type DocumentStreamEvent = {
  [N in DocumentEventName]: {
    readonly name: N
    readonly id: string
    readonly data: z.infer<(typeof documentEvents)[N]>
  }
}[DocumentEventName]
