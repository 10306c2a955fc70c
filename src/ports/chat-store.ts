import type { Chat, Message, StoredSource } from '../domain/chat.ts'
import type { ChatId, CompanyId, UserId } from '../domain/ids.ts'

/** A question with its answer, stored together or not at all. */
export interface Turn {
  readonly companyId: CompanyId
  readonly userId: UserId
  /** Null starts a new chat titled after the question. */
  readonly chatId: ChatId | null
  readonly question: string
  readonly answer: string
  readonly sources: readonly StoredSource[] | null
  /** Kept in `query_logs.metadata`. */
  readonly log: Readonly<Record<string, unknown>>
}

export interface Paging {
  readonly limit: number
  readonly offset: number
}

/** Chats belong to one user of one company; nobody else sees that they exist. */
export interface ChatStore {
  find(companyId: CompanyId, userId: UserId, chatId: ChatId): Promise<Chat | null>
  /** The last `limit` messages, oldest first. */
  recent(companyId: CompanyId, chatId: ChatId, limit: number): Promise<readonly Message[]>
  /** One transaction: chat when new, both messages, query log. */
  saveTurn(turn: Turn): Promise<{ readonly chatId: ChatId; readonly queryLogId: string }>
  /** By last change, newest first. */
  list(companyId: CompanyId, userId: UserId, paging: Paging): Promise<readonly Chat[]>
  /** Oldest first. Null when the chat is not the user's. */
  messages(companyId: CompanyId, userId: UserId, chatId: ChatId, paging: Paging): Promise<readonly Message[] | null>
  /** False when the chat is not the user's. */
  remove(companyId: CompanyId, userId: UserId, chatId: ChatId): Promise<boolean>
}
