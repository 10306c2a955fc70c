import type { Chat, Message } from '../domain/chat.ts'
import { AppError } from '../domain/errors.ts'
import type { ChatId, CompanyId, UserId } from '../domain/ids.ts'
import type { ChatStore, Paging } from '../ports/chat-store.ts'

export interface Chats {
  /** Last changed first. */
  list(companyId: CompanyId, userId: UserId, paging: Paging): Promise<readonly Chat[]>
  /** Oldest first. @throws AppError `not_found`, also for another user's chat: nobody learns that it exists. */
  messages(companyId: CompanyId, userId: UserId, chatId: ChatId, paging: Paging): Promise<readonly Message[]>
  /** With its messages and logs. @throws AppError `not_found`. */
  remove(companyId: CompanyId, userId: UserId, chatId: ChatId): Promise<void>
}

export function createChats(store: ChatStore): Chats {
  return {
    list: (companyId, userId, paging) => store.list(companyId, userId, paging),
    async messages(companyId, userId, chatId, paging) {
      const messages = await store.messages(companyId, userId, chatId, paging)
      if (messages === null) throw unknownChat()
      return messages
    },
    async remove(companyId, userId, chatId) {
      if (!(await store.remove(companyId, userId, chatId))) throw unknownChat()
    },
  }
}

function unknownChat(): AppError {
  return new AppError('not_found', 'There is no such chat.')
}
