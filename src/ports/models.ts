import type { EmbedderFingerprint } from '../domain/fingerprint.ts'

/** Some models embed a question and a passage differently; the role decides the prefix. */
export type EmbedRole = 'query' | 'passage'

export interface Embedder {
  readonly fingerprint: EmbedderFingerprint
  /** Tokens a chunk should have, and tokens after which the model sees nothing (null: no limit). Heading path included. */
  readonly limits: { readonly targetTokens: number; readonly maxTokens: number | null }
  /** Tokens of a text as the model counts them, special tokens included. Synchronous and cheap: used while chunking. */
  countTokens(text: string): number
  /**
   * One embedding a text, in order, each of `fingerprint.dimension` floats and unit length.
   * @throws AppError `embedder_unavailable` (retryable) or `cancelled`.
   */
  embed(texts: readonly string[], role: EmbedRole, signal: AbortSignal): Promise<Float32Array[]>
  close(): Promise<void>
}

export interface AnswerPassage {
  /** `[Doc N]` */
  readonly tag: string
  readonly fileName: string
  readonly page: number | null
  readonly headingPath: readonly string[]
  readonly text: string
}

export interface AnswerRequest {
  readonly question: string
  readonly language: 'es' | 'en'
  readonly history: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[]
  /** At least one; best first. Retrieved text is data, never instructions. */
  readonly passages: readonly AnswerPassage[]
  readonly signal: AbortSignal
}

/**
 * An optional language model. Its answer cites passages by their tags; unknown tags are dropped by the caller.
 * @throws AppError `model_unavailable` (retryable) or `model_rejected`; a failure is never an answer.
 */
export interface AnswerModel {
  readonly name: string
  answer(request: AnswerRequest): Promise<{ readonly text: string }>
}
