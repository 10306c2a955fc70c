import type { DocumentFilter } from '../domain/document-filter.ts'
import type { ChatId, CompanyId, UserId } from '../domain/ids.ts'
import type { ActiveCollections } from '../ports/active-collection.ts'
import type { ChatStore } from '../ports/chat-store.ts'
import type { Clock } from '../ports/clock.ts'
import type { DocumentSelection } from '../ports/documents/document-selection.ts'
import type { Log } from '../ports/log.ts'
import type { AnswerModel, Embedder } from '../ports/models.ts'
import type { TellAsk } from './ask-events.ts'
import type { FindDeps } from './find/find-passages.ts'
import { fusionDepth } from './find/fuse.ts'

/** What answering a question needs, except the collection, which is the one active for its company at that moment. */
export interface AnswerDeps extends FindDeps {
  readonly embedder: FindDeps['embedder'] & Pick<Embedder, 'reader'>
  readonly chats: ChatStore
  readonly detectLanguage: (text: string) => 'es' | 'en'
  /** Null: answers are extractive. */
  readonly answerModel: AnswerModel | null
  readonly clock: Clock
  readonly log: Log
}

export interface AskDeps extends Omit<AnswerDeps, 'vectorStore' | 'embedder'> {
  readonly collections: ActiveCollections
  readonly documents: DocumentSelection
}

export interface AskOptions {
  /** Share of the dense score in the fused one, 0 to 1; null: what the embedder's model says. */
  readonly denseWeight: number | null
  /** Candidates a leg retrieves. */
  readonly depth: number
  /** Passages an answer draws on when the request does not say. */
  readonly passages: number
  /** Passages returned with an answer; those it cites always are. */
  readonly sourcesToShow: number
  /** What is done with a model's sentence that is not supported by what it cites. */
  readonly unsupportedClaims: 'mark' | 'drop'
  /** Earlier messages of the chat that the language model sees. */
  readonly historyMessages: number
  /** For the whole question. */
  readonly timeoutMs: number
}

export const defaultAskOptions: AskOptions = {
  denseWeight: null,
  depth: fusionDepth,
  passages: 10,
  sourcesToShow: 7,
  unsupportedClaims: 'mark',
  historyMessages: 10,
  timeoutMs: 28_000,
}

export interface AskRequest {
  readonly companyId: CompanyId
  readonly userId: UserId
  readonly question: string
  /** Null begins a new chat. */
  readonly chatId: ChatId | null
  /** Which documents are searched; null or left out: all of the company. */
  readonly filter?: DocumentFilter | null
  /** Passages the answer may draw on, 1 to 20; null: the default. */
  readonly topK: number | null
  readonly signal: AbortSignal
  /** Hears of the answer while it comes about. */
  readonly tell?: TellAsk
}
