import type { Selectable } from 'kysely'
import type { Chat, Message, StoredSource } from '../../../domain/chat.ts'
import type { ChatId, CompanyId, UserId } from '../../../domain/ids.ts'
import type { ChatsTable, MessagesTable } from '../tables.ts'

type ChatRow = Pick<Selectable<ChatsTable>, 'id' | 'title' | 'created_at' | 'updated_at'> & {
  readonly message_count: string | null
}

/** Selected by company and user, so these are known. */
export function toChat(row: ChatRow, companyId: CompanyId, userId: UserId): Chat {
  return {
    id: row.id as ChatId,
    companyId,
    userId,
    title: row.title,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    messageCount: Number(row.message_count ?? 0),
  }
}

export function toMessage(row: Selectable<MessagesTable>): Message {
  return {
    id: row.id,
    chatId: row.chat_id as ChatId,
    role: row.role === 'assistant' ? 'assistant' : 'user',
    content: row.content ?? '',
    sources: row.sources as readonly StoredSource[] | null,
    createdAt: row.created_at,
  }
}
