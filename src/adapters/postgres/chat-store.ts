import type { ChatId, CompanyId, UserId } from '../../domain/ids.ts'
import type { ChatStore } from '../../ports/chat-store.ts'
import { toChat, toMessage } from './chats/chat-rows.ts'
import { saveTurn } from './chats/save-turn.ts'
import { guarded, type Database } from './database.ts'

export function createChatStore(db: Database): ChatStore {
  const owned = (companyId: CompanyId, userId: UserId) =>
    db
      .selectFrom('chats')
      .select((eb) => [
        'id',
        'title',
        'created_at',
        'updated_at',
        eb
          .selectFrom('messages')
          .select((count) => count.fn.countAll<string>().as('total'))
          .whereRef('messages.chat_id', '=', 'chats.id')
          .as('message_count'),
      ])
      .where('company_id', '=', companyId)
      .where('user_id', '=', userId)

  const find = (companyId: CompanyId, userId: UserId, chatId: ChatId) =>
    guarded(async () => {
      const row = await owned(companyId, userId).where('id', '=', chatId).executeTakeFirst()
      return row === undefined ? null : toChat(row, companyId, userId)
    })

  return {
    find,

    recent: (companyId, chatId, limit) =>
      guarded(async () => {
        const rows = await db
          .selectFrom('messages')
          .innerJoin('chats', 'chats.id', 'messages.chat_id')
          .selectAll('messages')
          .where('chats.company_id', '=', companyId)
          .where('chat_id', '=', chatId)
          .orderBy('messages.created_at', 'desc')
          .orderBy('messages.role', 'asc')
          .limit(limit)
          .execute()
        return rows.map(toMessage).toReversed()
      }),

    saveTurn: (turn) => guarded(() => saveTurn(db, turn)),

    list: (companyId, userId, { limit, offset }) =>
      guarded(async () => {
        const rows = await owned(companyId, userId)
          .orderBy('updated_at', 'desc')
          .orderBy('id')
          .limit(limit)
          .offset(offset)
          .execute()
        return rows.map((row) => toChat(row, companyId, userId))
      }),

    messages: async (companyId, userId, chatId, { limit, offset }) => {
      if ((await find(companyId, userId, chatId)) === null) return null
      return guarded(async () => {
        const rows = await db
          .selectFrom('messages')
          .selectAll()
          .where('chat_id', '=', chatId)
          .orderBy('created_at')
          .orderBy('role', 'desc')
          .limit(limit)
          .offset(offset)
          .execute()
        return rows.map(toMessage)
      })
    },

    remove: (companyId, userId, chatId) =>
      guarded(() =>
        db.transaction().execute(async (tx) => {
          const chat = await tx
            .selectFrom('chats')
            .select('id')
            .where('company_id', '=', companyId)
            .where('user_id', '=', userId)
            .where('id', '=', chatId)
            .forUpdate()
            .executeTakeFirst()
          if (chat === undefined) return false
          await tx.deleteFrom('messages').where('chat_id', '=', chatId).execute()
          await tx.deleteFrom('query_logs').where('chat_id', '=', chatId).where('company_id', '=', companyId).execute()
          await tx.deleteFrom('chats').where('id', '=', chatId).execute()
          return true
        }),
      ),
  }
}
