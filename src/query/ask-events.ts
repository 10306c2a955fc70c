import type { Citation, RetrievalReport } from '../domain/passage.ts'
import type { TaggedPassage } from './answer/cite.ts'

/**
 * Events of an answer while it comes about, in this order: `sources` once, pieces of `text`, `citations` once. The pieces joined
 * are the answer; where a model's text had to be changed after a piece of it was sent, the final answer is right.
 */
export type AskEvent =
  | {
      readonly kind: 'sources'
      /** What the answer may cite, best first. Whether any of it answers is known later. */
      readonly passages: readonly TaggedPassage[]
      readonly retrieval: RetrievalReport
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'citations'; readonly citations: readonly Citation[] }

export type TellAsk = (event: AskEvent) => void
