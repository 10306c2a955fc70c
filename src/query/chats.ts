import type { Chat, Message } from '../domain/chat.ts'
import { AppError } from '../domain/errors.ts'
import type { ChatId, CompanyId, UserId } from '../domain/ids.ts'
import type { ChatStore, Paging } from '../ports/chat-store.ts'
import { visibleText } from '../domain/text/visible-text.ts'
import { inertText } from './untrusted/inert-text.ts'

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
    async list(companyId, userId, paging) {
      const chats = await store.list(companyId, userId, paging)
      return chats.map((chat) => ({ ...chat, title: chat.title === null ? null : visibleText(chat.title) }))
    },
    async messages(companyId, userId, chatId, paging) {
      const messages = await store.messages(companyId, userId, chatId, paging)
      if (messages === null) throw unknownChat()
      return messages.map(asShown)
    },
    async remove(companyId, userId, chatId) {
      if (!(await store.remove(companyId, userId, chatId))) throw unknownChat()
    },
  }
}

/** Messages of the original and of earlier versions were stored as a model wrote them. */
function asShown(message: Message): Message {
  const content = message.role === 'assistant' ? inertText(message.content) : visibleText(message.content)
  return { ...message, content }
}

function unknownChat(): AppError {
  return new AppError('not_found', 'There is no such chat.', {
    spanish: 'Esa conversación no existe o ya se ha eliminado.',
  })
}
