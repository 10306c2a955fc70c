import { noFeatures } from '../../src/query/answer/quotes/quote-weights.ts'

/** What ranking says of a unit, beside its score and its words, before it has looked at it. */
export const unjudged = {
  similarity: null,
  alone: null,
  reading: null,
  embedding: null,
  chosenFor: null,
  language: null,
  hasKind: null,
  kinds: [],
  features: noFeatures,
}
