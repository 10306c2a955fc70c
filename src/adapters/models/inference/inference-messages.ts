/** One text for the model. Ids fit 32 bits; the child widens them. */
export interface InferenceText {
  readonly id: number
  readonly ids: Int32Array
  /** Begin and end, in tokens, of parts that get a vector as well; none when null. */
  readonly parts: Int32Array | null
  /** Not null: the ids are a question and a unit for the reader, with the segment of each; its embedding is then one number, the log-odds. */
  readonly segments: Int32Array | null
  /** Goes before those that are not. */
  readonly urgent: boolean
  /** Whose text it is; companies share the model. */
  readonly company: string
}

/** What became of one text. */
export type InferenceOutcome =
  /** The text's vector, then those of its parts when the model can give them. */
  { readonly id: number; readonly embedding: Float32Array } | { readonly id: number; readonly failure: string }

/** What the parent sends to an inference process. Several texts go in one message: each message costs both sides a write. */
export type InferenceRequest =
  | { readonly type: 'embed'; readonly texts: readonly InferenceText[] }
  | { readonly type: 'cancel'; readonly id: number }

/** What an inference process answers. `rss` is its resident memory in bytes at that moment. */
export type InferenceReply =
  | { readonly type: 'ready'; readonly dimension: number; readonly rss: number }
  | { readonly type: 'unusable'; readonly message: string }
  | { readonly type: 'outcomes'; readonly outcomes: readonly InferenceOutcome[]; readonly rss: number }
