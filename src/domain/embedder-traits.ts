/**
 * What similarities of a model mean, measured with questions that documents answer and that they do not. Inner products of unit
 * vectors; models differ in where theirs lie.
 */
export interface RelevanceScale {
  /** Similarity of a question with the best of what answers it that says nothing either way. */
  readonly middle: number
  /** What makes a difference. */
  readonly deviation: number
}

/** What belongs to a model when its embeddings are used, and cannot be worked out from them. Not part of the fingerprint. */
export interface EmbedderTraits {
  /** Share of the dense score in the fused one, 0 to 1. */
  readonly fusionWeight: number
  /**
   * Similarities of a question with passages that have nothing to do with it. A company of a few passages says too little about
   * them by itself. Null: nobody has measured it.
   */
  readonly unrelated: { readonly mean: number; readonly deviation: number } | null
  /**
   * What a passage in another language than the question lacks in similarity against one in its own that says as much; 0 when
   * nobody has measured it.
   */
  readonly languageGap: number
  /** Null: nobody has measured this model, so words decide alone. */
  readonly relevance: RelevanceScale | null
  /** Mean of the embeddings of many questions: what all of them have says nothing about one. Null: nobody has measured it. */
  readonly meanQuestion: Float32Array | null
  /** ISO 639-1 codes of the languages it was made for; empty when nobody said. */
  readonly languages: readonly string[]
}

/** For a model that nobody has measured; .35 is what the weakest of those we have does best with. */
export const unmeasuredTraits: EmbedderTraits = {
  fusionWeight: 0.35,
  unrelated: null,
  languageGap: 0,
  relevance: null,
  meanQuestion: null,
  languages: [],
}
