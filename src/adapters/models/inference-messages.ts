/** What the parent sends to an inference process. Ids fit 32 bits; the child widens them for the model. */
export type InferenceRequest =
  | { readonly type: 'embed'; readonly id: number; readonly ids: Int32Array; readonly urgent: boolean }
  | { readonly type: 'cancel'; readonly id: number }

/** What an inference process answers. `rss` is its resident memory in bytes at that moment. */
export type InferenceReply =
  | { readonly type: 'ready'; readonly dimension: number; readonly rss: number }
  | { readonly type: 'unusable'; readonly message: string }
  | { readonly type: 'embedding'; readonly id: number; readonly embedding: Float32Array; readonly rss: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string; readonly rss: number }
