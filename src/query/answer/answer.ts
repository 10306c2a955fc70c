import type { Message } from '../../domain/chat.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { Citation } from '../../domain/passage.ts'
import type { Claim } from './model/claims/check-claims.ts'
import type { TaggedPassage } from './cite.ts'
import type { EmbedTexts } from './quotes/near/look-at-units.ts'
import type { RankedUnit, Sought } from './quotes/rank-units.ts'

/** How the answer came about. Failures are never answers: they are thrown. */
export type AnswerKind = 'extractive' | 'model' | 'nothing_found' | 'greeting'

/** What every way of answering starts from. */
export interface AnswerInput {
  readonly companyId: CompanyId
  readonly question: string
  readonly language: 'es' | 'en'
  readonly history: readonly Message[]
  /** Best first, at least one. */
  readonly passages: readonly TaggedPassage[]
  /** The question as the retrievers saw it. */
  readonly sought: Sought
  /** What can be quoted of the best passages, best first. */
  readonly ranked: readonly RankedUnit<TaggedPassage>[]
  readonly embedQuotes: EmbedTexts
  readonly unsupportedClaims: 'mark' | 'drop'
  readonly signal: AbortSignal
  /** Hears the text of a language model while it comes; null when nobody listens. */
  readonly tellText: ((text: string) => void) | null
}

export interface Answer {
  readonly kind: AnswerKind
  readonly text: string
  /** Whether passages stand behind it: false when a language model wrote it and cites none, or says more than those it cites. */
  readonly supported: boolean
  /** In the order of the answer. */
  readonly citations: readonly Citation[]
  /** What a language model says, sentence by sentence; empty when nothing but documents is quoted. */
  readonly claims: readonly Claim[]
}
