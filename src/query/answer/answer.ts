import type { Message } from '../../domain/chat.ts'
import type { CompanyId } from '../../domain/ids.ts'
import type { Citation } from '../../domain/passage.ts'
import type { TaggedPassage } from './cite.ts'
import type { EmbedTexts, RankedUnit, Sought } from './quotes/rank-units.ts'

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
  readonly signal: AbortSignal
  /** Hears the text of a language model while it comes; null when nobody listens. */
  readonly tellText: ((text: string) => void) | null
}

export interface Answer {
  readonly kind: AnswerKind
  readonly text: string
  /** Whether a passage stands behind it: false when a language model wrote it and cites none, so that nobody can check it. */
  readonly supported: boolean
  /** In the order of the answer. */
  readonly citations: readonly Citation[]
}
