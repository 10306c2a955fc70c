import type { EmbedderTraits } from '../domain/embedder-traits.ts'
import type { EmbedderFingerprint } from '../domain/fingerprint.ts'
import type { CompanyId } from '../domain/ids.ts'

/** Some models embed a question and a passage differently; the role decides the prefix. */
export type EmbedRole = 'query' | 'passage'

export interface EmbedRequest {
  readonly role: EmbedRole
  /** Whose texts they are: companies are served in turn. Null only for probes of our own. */
  readonly companyId: CompanyId | null
  /** Somebody waits for it: goes before the texts of documents. Questions always are; so must be what belongs to one. */
  readonly urgent?: boolean
  readonly signal: AbortSignal
}

/** A text and parts of it, in order and without overlap; positions in the text, end exclusive. */
export interface TextWithParts {
  readonly text: string
  readonly parts: readonly { readonly start: number; readonly end: number }[]
}

/** A unit of a document as the reader sees it. */
export interface UnitToRead {
  /** Title and headings it stands under, the outermost first. */
  readonly above: string
  /** What introduces it: the names of its columns, the sentence before its list; empty when nothing does. */
  readonly lead: string
  readonly text: string
}

/** A model that reads a question and a unit of a document together. */
export interface UnitReader {
  /**
   * How surely each unit answers the question, as log-odds, in order.
   * @throws AppError `embedder_unavailable` (retryable) or `cancelled`.
   */
  read(question: string, units: readonly UnitToRead[], request: ReadRequest): Promise<readonly number[]>
}

export interface ReadRequest {
  /** Whose units they are. */
  readonly companyId: CompanyId
  readonly signal: AbortSignal
}

export interface Embedder {
  /** Reads with the same tokens and in the same processes; null where the model has none. */
  readonly reader: UnitReader | null
  readonly fingerprint: EmbedderFingerprint
  /** Tokens a chunk should have, and tokens after which the model sees nothing (null: no limit). Heading path included. */
  readonly limits: { readonly targetTokens: number; readonly maxTokens: number | null }
  /** How its similarities are to be used. */
  readonly traits: EmbedderTraits
  /** Tokens of a text as the model counts them, special tokens included. Synchronous and cheap: used while chunking. */
  countTokens(text: string): number
  /**
   * One embedding a text, in order, each of `fingerprint.dimension` floats and unit length.
   * @throws AppError `embedder_unavailable` (retryable) or `cancelled`.
   */
  embed(texts: readonly string[], request: EmbedRequest): Promise<Float32Array[]>
  /**
   * As `embed` for passages; in the same array, behind the text's own embedding, a unit vector for each of its parts, pooled from
   * the same pass of the model, which costs nothing. The text's own alone where the model cannot give them.
   */
  embedWithParts(texts: readonly TextWithParts[], request: EmbedRequest): Promise<Float32Array[]>
  close(): Promise<void>
}

/** A prompt as `query/answer/model/prompt.ts` builds it; the adapter only carries it to the model. */
export interface AnswerRequest {
  /** Who asks: companies are served in turn. */
  readonly companyId: CompanyId
  readonly system: string
  /** Earlier turns, then the question with its passages; the last one is the user's. */
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[]
  readonly signal: AbortSignal
  /** Hears the text piece by piece as the model writes it, before the whole was checked for being an answer. */
  readonly onText?: (piece: string) => void
}

/**
 * An optional language model. Its answer cites passages by their tags; unknown tags are dropped by the caller.
 * @throws AppError `model_unavailable` (retryable), `model_rejected` or `cancelled`; a failure is never an answer.
 */
export interface AnswerModel {
  readonly name: string
  /** The text is never empty. */
  answer(request: AnswerRequest): Promise<{ readonly text: string }>
}
