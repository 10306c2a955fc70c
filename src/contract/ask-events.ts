import { z } from 'zod'
import { askReply, retrievedDocument } from './ask.ts'
import { errorReply } from './errors.ts'

const { citations, retrieval } = askReply.shape

/** Data of the events of a streamed answer, by their names, in the order in which they come. */
export const askEvents = {
  /** Sent before it is known whether any of them answers: `weak` stands in `done` only. */
  sources: z.object({
    retrieved_documents: z
      .array(retrievedDocument.omit({ weak: true }))
      .describe('What the answer may cite, best first.'),
    retrieval,
  }),
  text: z.object({ text: z.string().describe('The next piece of `answer`, safe to show as it is.') }),
  citations: z.object({ citations }),
  /** The same object as the plain reply. Where its text differs from the pieces, it counts. */
  done: askReply,
  /** Instead of the rest, when something fails behind the first event. */
  error: errorReply,
} as const

export type AskEventName = keyof typeof askEvents
export type AskEventData = z.infer<(typeof askEvents)[Exclude<AskEventName, 'done' | 'error'>]>
/** One event as a client reads it. */
export type AskStreamEvent = {
  [N in AskEventName]: { readonly name: N; readonly data: z.infer<(typeof askEvents)[N]> }
}[AskEventName]
