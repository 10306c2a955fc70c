import type { Citation, RetrievalReport } from '../domain/passage.ts'
import type { TaggedPassage } from './answer/cite.ts'

/**
 * What is known of an answer while it comes about, in this order: once `sources`, pieces of `text`, once `citations`. Whoever
 * puts the pieces together has the answer; where a model's text had to be changed behind what was told already, the answer
 * itself counts.
 */
export type AskEvent =
  | {
      readonly kind: 'sources'
      /** What the answer may cite, best first. */
      readonly passages: readonly TaggedPassage[]
      readonly retrieval: RetrievalReport
      /** None of them answers. */
      readonly weak: boolean
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'citations'; readonly citations: readonly Citation[] }

export type TellAsk = (event: AskEvent) => void
